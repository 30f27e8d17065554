package io.siyu.foundation.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.testing.Seeds;
import io.siyu.testing.SiyuTest;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SiyuTest
class KeyChangeTests {

    private static final Encrypted.Column SECRETS =
            new Encrypted.Column("crypto_test_secret", "sealed", new Encrypted.Index("key", "test"));

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ResealingProgress progress;

    @Autowired
    List<Encrypted> columns;

    @BeforeEach
    void makeTable() {
        jdbc.sql("drop table if exists crypto_test_secret").update();
        jdbc.sql(
                        "create table crypto_test_secret (id bigint primary key, key text unique, sealed bytea, name_key text)")
                .update();
        jdbc.sql("delete from crypto_resealing where table_name = 'crypto_test_secret'")
                .update();
    }

    @Test
    void everything_ends_under_the_newest_key_while_others_write_and_batches_crash() {
        Seeds.forAll(2, random -> {
            makeTable();
            String old = key(random);
            String fresh = key(random);
            Vault before = vault(old);
            Vault during = vault(fresh, old);
            Map<Long, String> truth = new ConcurrentHashMap<>();
            for (long id = 1; id <= 250; id++) {
                write(before, truth, id, "text " + id);
            }
            jdbc.sql("insert into crypto_test_secret (id) values (1000)").update();
            Random writes = new Random(random.nextLong());
            Thread writer = Thread.ofVirtual().start(() -> {
                for (int n = 0; n < 60; n++) {
                    // A node that does not know the new key yet, beside one that does.
                    write(writes.nextBoolean() ? before : during, truth, 1 + writes.nextInt(300), "again " + n);
                }
            });
            Random crashes = new Random(random.nextLong());
            Resealing resealing = resealing(during);
            for (int step = 0; step < 4; step++) {
                boolean crash = crashes.nextBoolean();
                transaction.executeWithoutResult(status -> {
                    resealing.step(SECRETS);
                    if (crash) {
                        status.setRollbackOnly();
                    }
                });
            }
            writer.join();
            progress.beginAnew();
            drain(resealing);
            Vault after = vault(fresh);
            truth.forEach((id, text) -> {
                assertThat(after.open(sealed(id))).isEqualTo(text);
                assertThat(indexOf(id)).isEqualTo(HexFormat.of().formatHex(after.blindIndex("test", text)));
            });
            assertThat(standing(during).unreadable()).isZero();
        });
    }

    @Test
    void a_batch_that_was_undone_is_done_again_and_nothing_is_skipped() {
        String old = key(new Random(1));
        String fresh = key(new Random(2));
        Map<Long, String> truth = new ConcurrentHashMap<>();
        for (long id = 1; id <= 250; id++) {
            write(vault(old), truth, id, "text " + id);
        }
        Resealing resealing = resealing(vault(fresh, old));
        transaction.executeWithoutResult(status -> {
            assertThat(resealing.step(SECRETS).orElseThrow().changed()).isEqualTo(200);
            status.setRollbackOnly();
        });
        assertThatThrownBy(() -> vault(fresh).open(sealed(1))).isInstanceOf(IllegalStateException.class);
        assertThat(resealing.step(SECRETS).orElseThrow().changed()).isEqualTo(200);
        assertThat(resealing.step(SECRETS).orElseThrow().changed()).isEqualTo(250);
        drain(resealing);
        truth.forEach((id, text) -> assertThat(vault(fresh).open(sealed(id))).isEqualTo(text));
        assertThat(resealing.step(SECRETS)).as("done is done").isEmpty();
    }

    @Test
    void what_cannot_be_read_is_counted_and_left_as_it_is() {
        String known = key(new Random(3));
        Map<Long, String> truth = new ConcurrentHashMap<>();
        write(vault(key(new Random(4))), truth, 1, "of a key that is lost");
        write(vault(known), truth, 2, "of a key that we have");
        byte[] lost = sealed(1);
        Vault vault = vault(key(new Random(5)), known);
        drain(resealing(vault));
        assertThat(sealed(1)).isEqualTo(lost);
        assertThat(vault.outdated(sealed(2))).isFalse();
        assertThat(standing(vault).unreadable()).isEqualTo(1);
    }

    @Test
    void a_value_that_several_may_have_gets_its_index_in_every_row() {
        String old = key(new Random(7));
        String fresh = key(new Random(8));
        for (long id = 1; id <= 2; id++) {
            jdbc.sql("insert into crypto_test_secret (id, sealed, name_key) values (:id, :sealed, 'of the old key')")
                    .param("id", id)
                    .param("sealed", vault(old).seal("one name"))
                    .update();
        }
        Encrypted.Column names =
                new Encrypted.Column("crypto_test_secret", "sealed", Encrypted.Index.shared("name_key", "test"));
        assertThat(resealing(vault(fresh, old)).step(names).orElseThrow().unreadable())
                .isZero();
        assertThat(jdbc.sql("select name_key from crypto_test_secret")
                        .query(String.class)
                        .list())
                .hasSize(2)
                .containsOnly(HexFormat.of().formatHex(vault(fresh).blindIndex("test", "one name")));
    }

    @Test
    void texts_of_the_first_form_get_the_id_of_their_key() {
        String key = key(new Random(6));
        write(vault(key), new ConcurrentHashMap<>(), 1, "old form");
        byte[] sealed = sealed(1);
        ByteBuffer.wrap(sealed).putInt(MasterKey.FIRST_FORM);
        jdbc.sql("update crypto_test_secret set sealed = :sealed")
                .param("sealed", sealed)
                .update();
        drain(resealing(vault(key)));
        assertThat(vault(key).outdated(sealed(1))).isFalse();
        assertThat(vault(key).open(sealed(1))).isEqualTo("old form of 1");
    }

    @Test
    void every_column_that_a_module_names_is_there() {
        assertThat(columns).hasSizeGreaterThanOrEqualTo(3);
        for (Encrypted encrypted : columns) {
            Encrypted.Column column = encrypted.column();
            assertThat(jdbc.sql("select count(id) + count(%s) from %s".formatted(column.name(), column.table()))
                            .query(Long.class)
                            .single())
                    .isNotNegative();
        }
    }

    private Resealing resealing(Vault vault) {
        return new Resealing(jdbc, transaction, vault, progress);
    }

    private void drain(Resealing resealing) {
        for (int step = 0; step < 50; step++) {
            if (resealing.step(SECRETS).isEmpty()) {
                return;
            }
        }
        throw new AssertionError("it does not come to an end");
    }

    private ResealingProgress.Standing standing(Vault vault) {
        ResealingProgress.Standing standing = transaction.execute(
                status -> progress.claim(SECRETS, vault.newestKey()).orElseThrow());
        assertThat(standing).isNotNull();
        return standing;
    }

    private void write(Vault vault, Map<Long, String> truth, long id, String text) {
        String whole = text + " of " + id;
        transaction.executeWithoutResult(status -> {
            jdbc.sql("""
                    insert into crypto_test_secret (id, key, sealed) values (:id, :key, :sealed)
                    on conflict (id) do update set key = excluded.key, sealed = excluded.sealed""")
                    .param("id", id)
                    .param("key", HexFormat.of().formatHex(vault.blindIndex("test", whole)))
                    .param("sealed", vault.seal(whole))
                    .update();
            truth.put(id, whole);
        });
    }

    private byte[] sealed(long id) {
        return jdbc.sql("select sealed from crypto_test_secret where id = :id")
                .param("id", id)
                .query((row, number) -> row.getBytes("sealed"))
                .single();
    }

    private String indexOf(long id) {
        return jdbc.sql("select key from crypto_test_secret where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    private static Vault vault(String... keys) {
        return new Vault(MasterKeys.fromText(String.join(",", keys)));
    }

    private static String key(Random random) {
        byte[] key = new byte[MasterKey.BYTES];
        random.nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }
}
