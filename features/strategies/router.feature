@strategy
Feature: The same failure goes the way that fits it
  Which strategy it is depends on what is known: whether it has struck,
  whether somebody thought it out before, and whether we can deliver.

  Rule: One failure, told at different times, is met in different ways

    @st_6
    Example: A cancelled flight
      Then a failure goes the way that fits it
        | predicted | lead minutes | protocol fresh | way          |
        | yes       | 40           | yes            | early        |
        | no        | -            | yes            | systematic   |
        | no        | -            | no             | case by case |
        | -         | -            | -              | case by case |
        | yes       | 0            | no             | case by case |

    @st_6
    Example: Nobody thought of this kind, or somebody was hurt
      Then a failure goes the way that fits it
        | protocol fresh | novel | injury | severity | way          |
        | yes            | yes   | no     | 3        | case by case |
        | yes            | no    | yes    | 1        | case by case |
        | yes            | no    | yes    | 3        | systematic   |

  Rule: Whom we cannot serve is placed elsewhere as well

    @st_6
    Example: There is no aircraft
      Then a failure goes the way that fits it
        | protocol fresh | cannot deliver | way                     |
        | yes            | yes            | systematic, elsewhere   |
        | no             | yes            | case by case, elsewhere |

  Rule: A rival's customer is served if our own keep their places

    @st_6
    Example: A rival asks
      Then a failure goes the way that fits it
        | rival customer | capacity free | way          |
        | yes            | yes           | for a rival  |
        | no             | yes           | case by case |
