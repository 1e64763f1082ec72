@policy
Feature: How a customer is followed up
  The figures are those of the shipped table.

  Rule: The worse it was, the sooner and the longer we ask

    Scenario Outline: Severity <severity>, repeated or reopened: <again>
      When the table "follow_up" is asked
        | severity   | double_deviation |
        | <severity> | <again>          |
      Then it answers "<call>" for "first_call_after"
      And it answers "<caller>" for "first_caller"

      Examples: as decided in the table "follow_up"
        | severity | again | call  | caller     |
        | 1        | no    | PT24H | executive  |
        | 2        | no    | PT24H | supervisor |
        | 4        | yes   | PT24H | supervisor |
        | 3        | no    | P30D  | supervisor |
        | 5        | no    | P30D  | supervisor |
