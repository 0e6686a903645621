from muntada.cli import main

if __name__ == "__main__":  # the planner's workers import this module too
    main()
