@policy
Feature: What the EU gives air passengers who were told early
  Articles 5 and 7 of regulation 261/2004 as the pack "eu261" has them.

  Rule: Who is told early enough, or taken along soon, is paid less or nothing

    Scenario Outline: <days> days of notice, <earlier> h earlier, <late> h late
      When it is asked what is owed
        | pack                  | eu261            |
        | occurred_on           | 2026-02-08       |
        | failure_point         | cancelled_flight |
        | distance_km           | 1000             |
        | notice_days           | <days>           |
        | rerouted              | yes              |
        | reroute_hours_earlier | <earlier>        |
        | hours_lost            | <late>           |
      Then "<sum>" is owed as "compensation"

      Examples: as decided in the table "eu261_2004"
        | days | earlier | late | sum        |
        | 14   | 5       | 9    | nothing    |
        | 7    | 2       | 3    | nothing    |
        | 7    | 3       | 3    | 250.00 EUR |
        | 6    | 1       | 1    | nothing    |
        | 6    | 1       | 2    | 125.00 EUR |
