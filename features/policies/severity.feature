@policy
Feature: How serious a failure is
  From 1, the worst, to 5. The first row of the table that fits decides; what
  makes it worse moves it up. The figures are those of the shipped tables.

  Rule: The first row that fits decides

    Scenario Outline: <fact> of <amount> is rated <severity>
      When a failure with "<fact>" of "<amount>" is rated
      Then it is of severity <severity>

      Examples: as decided in the table "severity_base"
        | fact                  | amount         | severity |
        | injury                | yes            | 1        |
        | people affected       | 50             | 1        |
        | people affected       | 49             | 5        |
        | last service missed   | yes            | 1        |
        | hours lost            | 8              | 2        |
        | threat of third party | yes            | 2        |
        | hours lost            | 3              | 3        |
        | failure type          | staff_conduct  | 3        |
        | hours lost            | 1              | 4        |
        | failure type          | not_delivered  | 4        |
        | hours lost            | 0              | 5        |

  Rule: What makes it worse moves it up, never beyond the worst

    Scenario Outline: <hours> hours lost and <worse> are rated <severity>
      When a failure with "hours lost" of "<hours>" is rated, and "<worse>"
      Then it is of severity <severity>

      Examples: as decided in the table "severity_modifiers"
        | hours | worse                                            | severity |
        | 1     | repeat within 90 days                            | 3        |
        | 1     | controllable and stable                          | 3        |
        | 1     | repeat within 90 days, controllable and stable   | 2        |
        | 8     | repeat within 90 days, controllable and stable   | 1        |
