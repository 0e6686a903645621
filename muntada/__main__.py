from muntada.cli import main

main()
