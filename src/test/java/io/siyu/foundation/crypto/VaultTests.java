package io.siyu.foundation.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTests {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path dataDir;

    @Test
    void what_was_sealed_opens_again_also_after_a_restart() {
        byte[] sealed = new Vault(null, dataDir).seal("13800138000 收件人");
        assertThat(new Vault(null, dataDir).open(sealed)).isEqualTo("13800138000 收件人");
    }

    @Test
    void the_same_text_is_sealed_differently_but_indexed_alike() {
        Vault vault = new Vault(null, dataDir);
        assertThat(vault.seal("13800138000")).isNotEqualTo(vault.seal("13800138000"));
        assertThat(vault.blindIndex("phone", "13800138000"))
                .isEqualTo(vault.blindIndex("phone", "13800138000"))
                .isNotEqualTo(vault.blindIndex("address", "13800138000"))
                .isNotEqualTo(vault.blindIndex("phone", "13800138001"));
    }

    @Test
    void a_changed_byte_is_noticed() {
        Vault vault = new Vault(null, dataDir);
        byte[] sealed = vault.seal("13800138000");
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> vault.open(sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void the_master_key_is_readable_by_its_owner_only() throws Exception {
        new Vault(null, dataDir).seal("x");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dataDir.resolve("keys/master.key"))))
                .isEqualTo("rw-------");
    }
}
