package io.siyu.foundation.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.testing.DatabaseTest;
import io.siyu.testing.Race;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@DatabaseTest
class KeyCheckTests {

    @Autowired
    JdbcClient jdbc;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @BeforeEach
    void aDatabaseThatNoKeyWasUsedWith() {
        jdbc.sql("delete from crypto_master_key").update();
    }

    private Vault start(String node) {
        return new Vault(new KeyCheck(jdbc).admitted(null, keyOf(node)));
    }

    private Vault startWith(String masterKey) {
        return new Vault(new KeyCheck(jdbc).admitted(masterKey, keyOf("none")));
    }

    private Path keyOf(String node) {
        return folder.resolve(node).resolve("keys").resolve("master.key");
    }

    private static String key(int fill) {
        byte[] bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) fill);
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Test
    void a_new_database_gets_a_key_that_only_its_owner_reads_and_the_next_start_takes_it() throws Exception {
        byte[] sealed = start("first").seal("13800138000");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyOf("first"))))
                .isEqualTo("rw-------");
        assertThat(start("first").open(sealed)).isEqualTo("13800138000");
    }

    @Test
    void a_second_node_without_the_key_refuses_to_start_and_makes_none() {
        start("first");
        assertThatThrownBy(() -> start("second"))
                .isInstanceOf(MasterKeyMissing.class)
                .hasMessageContaining("there is none here")
                .hasMessageContaining(keyOf("second").toString());
        assertThat(keyOf("second")).doesNotExist();
    }

    @Test
    void a_node_or_a_restore_with_another_key_refuses_to_start() {
        start("first");
        assertThatThrownBy(() -> startWith(key(7)))
                .isInstanceOf(MasterKeyMissing.class)
                .hasMessageContaining("SIYU_MASTER_KEY is not the one");
    }

    @Test
    void of_nodes_that_start_at_once_without_a_key_one_makes_it_and_the_others_refuse() throws Exception {
        var finish = Race.of(6, i -> () -> start("node-" + i));
        assertThat(finish.answers()).hasSize(1);
        assertThat(finish.failures())
                .hasSize(5)
                .allSatisfy(one -> assertThat(one).isInstanceOf(MasterKeyMissing.class));
        try (var nodes = Files.list(folder)) {
            assertThat(nodes.filter(node -> Files.exists(node.resolve("keys/master.key"))))
                    .hasSize(1);
        }
    }

    @Test
    void nodes_that_share_a_folder_and_start_at_once_share_the_key() throws Exception {
        var finish = Race.of(6, i -> () -> start("shared").seal("x"));
        assertThat(finish.failures()).isEmpty();
        Vault vault = start("shared");
        assertThat(finish.answers().stream().map(vault::open)).hasSize(6).containsOnly("x");
    }

    @Test
    void a_new_key_before_the_old_one_is_taken_and_from_then_on_asked_for() {
        assertThat(startWith(key(1)).seal("x")).isNotEmpty();
        assertThat(startWith(key(2) + "," + key(1)).seal("x")).isNotEmpty();
        assertThat(startWith(key(2)).seal("x")).isNotEmpty();
        assertThatThrownBy(() -> startWith(key(1))).isInstanceOf(MasterKeyMissing.class);
    }
}
