-- Which kinds of configuration there are is the projector's to say: media have come, and more will.
alter table configuration_v1.definition drop constraint definition_kind_check;
