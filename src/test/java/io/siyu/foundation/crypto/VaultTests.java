package io.siyu.foundation.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.testing.Seeds;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VaultTests {

    @Test
    void what_was_sealed_opens_again_also_after_a_restart() {
        String key = key(new Random(11));
        byte[] sealed = vault(key).seal("13800138000 收件人");
        assertThat(vault(key).open(sealed)).isEqualTo("13800138000 收件人");
    }

    @Test
    void the_same_text_is_sealed_differently_but_indexed_alike() {
        Vault vault = vault(key(new Random(11)));
        assertThat(vault.seal("13800138000")).isNotEqualTo(vault.seal("13800138000"));
        assertThat(vault.blindIndex("phone", "13800138000"))
                .isEqualTo(vault.blindIndex("phone", "13800138000"))
                .isNotEqualTo(vault.blindIndex("address", "13800138000"))
                .isNotEqualTo(vault.blindIndex("phone", "13800138001"));
    }

    @Test
    void a_changed_byte_is_noticed() {
        Vault vault = vault(key(new Random(11)));
        byte[] sealed = vault.seal("13800138000");
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> vault.open(sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void the_newest_key_seals_and_every_configured_key_opens() {
        Seeds.forAll(30, random -> {
            List<String> keys = Stream.generate(() -> key(random)).limit(3).toList();
            String text = text(random);
            byte[] old = vault(keys.get(2)).seal(text);
            byte[] middle = vault(keys.get(1), keys.get(2)).seal(text);
            Vault all = vault(keys.get(0), keys.get(1), keys.get(2));
            assertThat(all.open(old)).isEqualTo(text);
            assertThat(all.open(middle)).isEqualTo(text);
            assertThat(all.outdated(old)).isTrue();
            assertThat(all.outdated(all.seal(text))).isFalse();
            assertThatThrownBy(() -> vault(keys.get(0)).open(middle)).isInstanceOf(IllegalStateException.class);
            assertThat(all.blindIndexes("phone", text))
                    .hasSize(3)
                    .containsExactly(
                            vault(keys.get(0)).blindIndex("phone", text),
                            vault(keys.get(1)).blindIndex("phone", text),
                            vault(keys.get(2)).blindIndex("phone", text));
        });
    }

    @Test
    void what_was_sealed_before_keys_had_ids_opens_under_any_configured_key() {
        Random random = new Random(7);
        String first = key(random);
        byte[] sealed = vault(first).seal("13800138000");
        ByteBuffer.wrap(sealed).putInt(MasterKey.FIRST_FORM);
        assertThat(vault(key(random), first).open(sealed)).isEqualTo("13800138000");
        assertThat(vault(first).outdated(sealed)).isTrue();
        assertThatThrownBy(() -> vault(key(random)).open(sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void any_flipped_bit_and_any_cut_is_noticed() {
        Vault vault = vault(key(new Random(3)));
        Seeds.forAll(100, random -> {
            byte[] sealed = vault.seal(text(random));
            byte[] changed = sealed.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            assertThatThrownBy(() -> vault.open(changed)).isInstanceOf(IllegalStateException.class);
            byte[] cut = Arrays.copyOf(sealed, random.nextInt(sealed.length));
            assertThatThrownBy(() -> vault.open(cut)).isInstanceOf(IllegalStateException.class);
        });
    }

    @Test
    void the_same_key_twice_or_none_is_refused() {
        String key = key(new Random(1));
        assertThatThrownBy(() -> vault(key, key)).hasMessageContaining("twice");
        assertThatThrownBy(() -> vault(",")).hasMessageContaining("no key");
        assertThatThrownBy(() -> vault("c2hvcnQ=")).hasMessageContaining("32 bytes");
    }

    private static Vault vault(String... keys) {
        return new Vault(MasterKeys.fromText(String.join("\n", keys)));
    }

    private static String key(Random random) {
        byte[] key = new byte[MasterKey.BYTES];
        random.nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(40), 0x20, 0x9fff)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
