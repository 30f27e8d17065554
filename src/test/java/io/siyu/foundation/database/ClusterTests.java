package io.siyu.foundation.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterTests {

    @TempDir
    static Path unpacked;

    @TempDir
    Path dataDir;

    Path home = Path.of("");

    static PostgresPrograms programs() throws Exception {
        return PostgresPrograms.unpackedIn(unpacked);
    }

    @BeforeAll
    static void unpackOnce() throws Exception {
        programs();
    }

    @BeforeEach
    void makeHome() throws Exception {
        home = Files.createDirectories(dataDir.resolve("pg"));
    }

    @Test
    void a_folder_of_another_major_version_is_refused_by_its_number() throws Exception {
        Files.createDirectories(home.resolve("17"));
        Files.writeString(home.resolve("17/PG_VERSION"), "17\n");
        assertThatThrownBy(() -> Cluster.in(dataDir, home, programs()))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("was written by PostgreSQL 17; this Siyu brings 18");
        assertThat(home.resolve("18")).as("nothing new beside the old data").doesNotExist();
    }

    @Test
    void a_folder_whose_content_is_of_another_major_version_is_refused_too() throws Exception {
        Files.createDirectories(home.resolve("18"));
        Files.writeString(home.resolve("18/PG_VERSION"), "19\n");
        assertThatThrownBy(() -> Cluster.in(dataDir, home, programs())).hasMessageContaining("PostgreSQL 19");
    }

    @Test
    void a_first_start_that_was_cut_short_is_begun_afresh() throws Exception {
        Files.createDirectories(home.resolve("18.unfinished/base"));
        Files.writeString(home.resolve("18.unfinished/PG_VERSION"), "18\n");
        Cluster cluster = Cluster.in(dataDir, home, programs());
        assertThat(cluster.folder().resolve("global/pg_control")).exists();
        assertThat(home.resolve("18.unfinished")).doesNotExist();
    }

    @Test
    void data_without_its_password_is_refused_instead_of_replaced() throws Exception {
        Files.createDirectories(home.resolve("18"));
        Files.writeString(home.resolve("18/PG_VERSION"), "18\n");
        assertThatThrownBy(() -> Cluster.in(dataDir, home, programs())).hasMessageContaining("its password is missing");
    }
}
