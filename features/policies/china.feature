@policy
Feature: What China gives, and by when it wants an answer
  The packs "cn_12315", "cn_civil_aviation", "cn_urban_rail", "cn_hospital"
  and "cn_bank". Examples, to be checked.

  Rule: Working days are those of the calendar of China

    @sd_4
    Example: A holiday with a working Saturday before it
      When it is 2026-02-12 10:00 at a station with the calendar "cn_office"
      Then 5 working days end at 2026-02-26 18:00

    @sd_4
    Scenario Outline: Received under <pack> on 12 February 2026
      Given Omar reports under "<pack>" at 2026-02-12 10:00 in Beijing
      Then the clock "<clock>" of Omar ends <end> in Beijing

      Examples: as the rows of the packs say
        | pack              | clock               | end              |
        | cn_urban_rail     | cn_urban_rail_reply | 2026-02-26 18:00 |
        | cn_hospital       | cn_hospital_reply   | 2026-02-26 18:00 |
        | cn_12315          | cn_12315_mediation  | 2026-04-23 18:00 |
        | cn_civil_aviation | cn_aviation_reply   | 2026-03-04 18:00 |
        | cn_bank           | cn_bank_reply       | 2026-02-28 00:00 |

  Rule: Deceit and unsafe food cost a multiple of the price, and a minimum

    Scenario Outline: <point>, for <price>
      When it is asked what is owed
        | pack          | cn_12315   |
        | occurred_on   | 2026-02-08 |
        | failure_point | <point>    |
        | price         | <price>    |
      Then "<sum>" is owed as "punitive"

      Examples: as decided in the table "cn_12315_2020"
        | point       | price      | sum         |
        | fraud       | 100.00 CNY | 500.00 CNY  |
        | fraud       | 300.00 CNY | 900.00 CNY  |
        | unsafe_food | 20.00 CNY  | 1000.00 CNY |
        | unsafe_food | 200.00 CNY | 2000.00 CNY |

  Rule: Waiting passengers have water and food, also in bad weather

    Example: Two hours on board
      When it is asked what is owed
        | pack          | cn_civil_aviation |
        | occurred_on   | 2026-02-08        |
        | failure_point | delayed_flight    |
        | hours_lost    | 2                 |
        | extraordinary | yes               |
      Then "care" is owed in kind
