@policy
Feature: By when the UK wants a complaint about money answered
  DISP 1.5 and 1.6 as the packs "uk_fca" and "uk_fca_payments" have it.

  Rule: Resolved within three business days, a short letter is enough

    @sd_2 @clock
    Example: Resolved on the third day
      Given Omar reports under "uk_fca" at 2026-03-06 10:00 in London
      When Omar's case is closed at 2026-03-11 17:00 in London
      Then the clock "uk_fca_summary" of Omar was kept
      And the letter "closing" says "sums up" to Omar, not "final response"

    @sd_2 @clock
    Example: Resolved on the morning after
      Given Omar reports under "uk_fca" at 2026-03-06 10:00 in London
      When Omar's case is closed at 2026-03-12 09:00 in London
      Then the clock "uk_fca_summary" of Omar was missed
      And the clock "uk_fca_final" of Omar was kept
      And the letter "closing" says "final response" to Omar, not "sums up"

  Rule: The final response is due in eight weeks, at the end of the day

    Example: Received on a Friday
      Given Omar reports under "uk_fca" at 2026-03-06 10:00 in London
      Then the clock "uk_fca_summary" of Omar ends 2026-03-11 17:00 in London
      And the clock "uk_fca_final" of Omar ends 2026-05-02 00:00 in London

  Rule: Whoever answers for the law hears of it in time

    @d_10 @clock
    Example: Most of the eight weeks are gone
      Given Omar reports under "uk_fca" at 2026-03-06 10:00 in London
      When 80 % of the clock "uk_fca_final" of Omar are over
      Then the letter "staff_alert" tells somebody "prepare the final letter"

  Rule: A complaint about a payment may take longer, on somebody's word

    @clock
    Example: Three departments have to answer
      Given Omar reports under "uk_fca_payments" at 2026-03-06 10:00 in London
      When Carla asks for more time for Omar, and Rita agrees
      Then the clock "uk_fca_payment" of Omar ends 2026-04-28 17:00 in London
      And Omar has the letter "more_time"
