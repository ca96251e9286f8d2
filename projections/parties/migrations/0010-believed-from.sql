-- Since projector 3: when a belief began, as a time. `recorded` has it as a position, and `recorded_at` is of what was last said of the fact
-- itself: not of the fact that cut it short.
alter table parties_v1.fact add column believed_from timestamptz(3) not null;  -- when lower(recorded) was recorded
