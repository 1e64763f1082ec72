@policy
Feature: By when we answer
  The worse the failure, the sooner. The acknowledgement depends on how the
  report reached us. The figures are those of the shipped table.

  Rule: The worse the failure, the sooner a person answers and decides

    Scenario Outline: A failure of severity <severity>
      When the table "answer_time" is asked
        | severity   | channel |
        | <severity> | web     |
      Then it answers "<answered>" for "answer_within"
      And it answers "<decided>" for "decide_within"
      And it answers "<updates>" for "update_every"

      Examples: as decided in the table "answer_time"
        | severity | answered       | decided         | updates         |
        | 1        | PT1H           | PT4H            | PT2H            |
        | 2        | PT4H           | 1 working day   | 4 working hours |
        | 3        | 1 working day  | 3 working days  | 1 working day   |
        | 4        | 1 working day  | 5 working days  | 2 working days  |
        | 5        | 2 working days | 10 working days | 2 working days  |

  Rule: Who stands before us hears at once that we have understood

    Scenario Outline: A report by <channel> is acknowledged within <time>
      When the table "answer_time" is asked
        | severity | channel   |
        | 4        | <channel> |
      Then it answers "<time>" for "acknowledge_within"

      Examples: as decided in the table "answer_time"
        | channel | time          |
        | counter | PT5M          |
        | phone   | PT5M          |
        | web     | PT15M         |
        | social  | PT15M         |
        | mail    | 1 working day |

  Rule: Working days are those of the station

    Scenario Outline: Reported on <reported>, two working days end on <end>
      When it is <reported> at a station with the calendar "<calendar>"
      Then 2 working days end at <end>

      Examples: as the calendars count
        | calendar  | reported         | end              |
        | us_office | 2026-02-06 10:00 | 2026-02-10 17:00 |
        | us_office | 2026-02-13 10:00 | 2026-02-18 17:00 |
        | everyday  | 2026-02-06 10:00 | 2026-02-09 00:00 |
