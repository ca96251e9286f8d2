-- Addresses by their CEDEX, which has a postcode of its own, and by its label, accents and blanks or none.
create index fact_cedex_code on parties_v1.fact ((value ->> 'cedexCode')) where attribute in ('address.geographic', 'address.postal') and value ->> 'cedexCode' is not null;
create index fact_cedex_label on parties_v1.fact (upper(translate(value ->> 'cedex', 'àâäáãçéèêëíîïñóôöõùúûüÿÀÂÄÁÃÇÉÈÊËÍÎÏÑÓÔÖÕÙÚÛÜŸ ''’.,-', 'aaaaaceeeeiiinoooouuuuyAAAAACEEEEIIINOOOOUUUUY')) text_pattern_ops)
  where attribute in ('address.geographic', 'address.postal') and value ->> 'cedex' is not null;
