@policy
Feature: How partners are ranked, graded and recharged
  The figures are those of the shipped tables.

  Rule: A guest is taken while one place in ten stays free

    Scenario Outline: With the guest, <utilisation> of our places are taken
      When the table "capacity_guard" is asked
        | utilisation   |
        | <utilisation> |
      Then it answers "<answer>" for "can_serve"

      Examples: as decided in the table "capacity_guard"
        | utilisation | answer |
        | 0.9         | yes    |
        | 0.91        | no     |

  Rule: A partner is graded by what it kept and what was complained about

    Scenario Outline: <kept_share> kept, <quality_complaints> complaints
      When the table "partner_grade" is asked
        | kept_share   | quality_complaints   |
        | <kept_share> | <quality_complaints> |
      Then it answers "<grade>" for "grade"

      Examples: as decided in the table "partner_grade"
        | kept_share | quality_complaints | grade |
        | 0.95       | 0                  | A     |
        | 0.95       | 1                  | B     |
        | 0.8        | 5                  | C     |
        | 0.5        | 10                 | D     |
        | 0.49       | 0                  | E     |

  Rule: What follows comes from the grades of three months

    Scenario Outline: <grade_now>, <months_at_c> at C, <grades_lost> lost
      When the table "supplier_recourse" is asked
        | grade_now   | months_at_c   | months_at_d   | grades_lost   |
        | <grade_now> | <months_at_c> | <months_at_d> | <grades_lost> |
      Then it answers "<recourse>" for "recourse"

      Examples: as decided in the table "supplier_recourse"
        | grade_now | months_at_c | months_at_d | grades_lost | recourse   |
        | C         | 3           | 0           | 0           | audit      |
        | C         | 2           | 0           | 0           | none       |
        | D         | 0           | 3           | 0           | top_talk   |
        | C         | 1           | 0           | 2           | letter     |
        | E         | 0           | 0           | 3           | strike_off |
