from hypothesis import settings

# No deadline: machines that run the suite are shared, and speed is measured by the benchmarks.
settings.register_profile("keywork", max_examples=60, deadline=None)
settings.load_profile("keywork")
