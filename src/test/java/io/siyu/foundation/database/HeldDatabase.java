package io.siyu.foundation.database;

import java.nio.file.Path;

/** A Siyu of its own process, as far as the database goes: holds a folder until its input ends or it is killed. */
final class HeldDatabase {

    private HeldDatabase() {}

    public static void main(String[] args) throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(args[0]), 0)) {
            System.out.println("READY " + postgres.jdbcUrl());
            while (System.in.read() >= 0) {
                // Whoever started this process holds the other end.
            }
        }
    }
}
