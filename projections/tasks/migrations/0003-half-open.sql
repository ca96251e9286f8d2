-- Since projector 3: as all ranges, `valid` holds at its lower instant and no longer at its upper one. It had been the other way round.
comment on column tasks_v1.agenda_entry.valid is 'from an instant on, before another';
