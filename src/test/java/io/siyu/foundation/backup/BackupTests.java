package io.siyu.foundation.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.testing.Seeds;
import io.siyu.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Backups of a small database, and all the ways in which one is refused: then nothing has changed. */
class BackupTests {

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String OTHER_KEY =
            Base64.getEncoder().encodeToString("another key of thirty-two bytes!".getBytes(StandardCharsets.UTF_8));

    @TempDir
    static Path folder;

    static String source = "";
    static Path backup = Path.of("");

    @BeforeAll
    static void exportOnce() throws Exception {
        source = TestDatabase.clonedUrl();
        seal(source);
        Rows.in(source)
                .sql("insert into staff_store (code, name) values ('ja', '静安店')")
                .update();
        backup = folder.resolve("small.zip");
        export(source, backup, "--siyu.master-key=" + KEY, "--with-key=true").succeeds();
    }

    @Test
    void a_backup_is_whole_private_and_has_the_key_only_when_that_was_asked_for() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                .isEqualTo("rw-------");
        assertThat(entries(backup)).contains("keys/master.key");
        Path keyless = folder.resolve("keyless.zip");
        Errand errand = export(source, keyless, "--siyu.master-key=" + KEY).succeeds();
        assertThat(entries(keyless)).isNotEmpty().noneMatch(entry -> entry.contains("master.key"));
        assertThat(errand.words()).contains("主密钥不在这个文件里", "The master key is not in this file");
        assertThat(Files.readAllBytes(keyless)).isNotEmpty();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(Path::toString)).noneMatch(name -> name.endsWith(".unfinished"));
        }
    }

    @Test
    void an_export_is_one_moment_while_others_go_on_writing() throws Exception {
        String url = TestDatabase.clonedUrl();
        seal(url);
        AtomicBoolean enough = new AtomicBoolean();
        List<Thread> writers = new ArrayList<>();
        for (int writer = 0; writer < 3; writer++) {
            long first = writer * 1_000_000L;
            writers.add(Thread.ofPlatform().start(() -> writePairs(url, first, enough)));
        }
        Path file = folder.resolve("moment.zip");
        export(url, file, "--siyu.master-key=" + KEY).succeeds();
        enough.set(true);
        for (Thread writer : writers) {
            writer.join();
        }

        String target = TestDatabase.emptyUrl();
        Errand taken = restore(target, file, "--siyu.master-key=" + KEY).succeeds();
        assertThat(Rows.in(target)
                        .sql("select from_id from timeline_redirect except select subject::bigint from alert_alert")
                        .query(Long.class)
                        .list())
                .isEmpty();
        assertThat(Rows.count(target, "timeline_redirect"))
                .isEqualTo(Rows.count(target, "alert_alert"))
                .isLessThan(Rows.count(url, "timeline_redirect"))
                .isPositive();
        assertThat(taken.words()).contains("The books agree");
    }

    @Test
    void an_older_backup_gets_the_migrations_that_came_since() throws Exception {
        String older = TestDatabase.emptyUrl();
        Flyway.configure()
                .dataSource(older, null, null)
                .target("202611220304")
                .load()
                .migrate();
        seal(older);
        Rows.in(older)
                .sql("insert into staff_store (code, name) values ('xh', '徐汇店')")
                .update();
        Path file = folder.resolve("older.zip");
        export(older, file, "--siyu.master-key=" + KEY).succeeds();

        String target = TestDatabase.emptyUrl();
        restore(target, file, "--siyu.master-key=" + KEY).succeeds();
        assertThat(Rows.versions(target))
                .isEqualTo(Rows.versions(source))
                .hasSizeGreaterThan(Rows.versions(older).size());
        assertThat(Rows.in(target)
                        .sql("select name from staff_store")
                        .query(String.class)
                        .single())
                .isEqualTo("徐汇店");
    }

    @Test
    void an_import_that_was_killed_left_nothing_and_can_be_begun_anew() throws Exception {
        String target = TestDatabase.emptyUrl();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.siyu.SiyuApplication",
                        "--import=" + backup,
                        "--spring.datasource.url=" + target,
                        "--siyu.data-dir=" + folder.resolve("killed"))
                .redirectErrorStream(true)
                .start();
        assertThat(readUntil(process, "] staff_user ")).isTrue();
        process.destroyForcibly().waitFor();
        assertThat(Rows.none(target)).as("what the application would see").isTrue();
        assertThat(Rows.count(target, "siyu_import.staff_store")).isPositive();

        restore(target, backup, "--siyu.data-dir=" + folder.resolve("killed")).succeeds();
        assertThat(Rows.in(target)
                        .sql("select name from staff_store")
                        .query(String.class)
                        .single())
                .isEqualTo("静安店");
        assertThat(Rows.in(target)
                        .sql("select to_regnamespace('siyu_import') is null")
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(folder.resolve("killed/keys/master.key")).hasContent(KEY);
    }

    @Test
    void a_file_that_was_cut_short_anywhere_is_refused() throws Exception {
        String target = TestDatabase.emptyUrl();
        int length = (int) Files.size(backup);
        Seeds.forAll(
                10,
                random -> restore(target, Tampering.cutShort(backup, random.nextInt(length)))
                        .refusedSaying("已损坏或不完整", "damaged or was cut short"));
        assertThat(Rows.none(target)).isTrue();
    }

    @Test
    void changed_rows_are_noticed_and_nothing_of_the_import_stays() throws Exception {
        String target = TestDatabase.emptyUrl();
        Path dataDir = folder.resolve("changed");
        Path otherName = Tampering.with(backup, "tables/staff_store.copy", rows -> rows.replace("静安", "静字"));
        restore(target, otherName, "--siyu.data-dir=" + dataDir).refusedSaying("已损坏", "damaged");
        Path nonsense = Tampering.with(backup, "tables/staff_store.copy", rows -> "x" + rows);
        restore(target, nonsense, "--siyu.data-dir=" + dataDir).refusedSaying("已损坏", "damaged");
        assertThat(Rows.none(target)).isTrue();
        assertThat(Rows.in(target)
                        .sql("select to_regnamespace('siyu_import') is null")
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(dataDir.resolve("keys/master.key")).doesNotExist();
    }

    @Test
    void what_cannot_be_opened_here_is_refused_before_anything_is_made() throws Exception {
        String target = TestDatabase.emptyUrl();
        Path keyless = folder.resolve("keyless-too.zip");
        export(source, keyless, "--siyu.master-key=" + KEY).succeeds();
        restore(target, keyless).refusedSaying("这里没有主密钥", "there is none here");
        restore(target, backup, "--siyu.master-key=" + OTHER_KEY)
                .refusedSaying("不是加密这份备份的那一把", "not the one that sealed");
        restore(target, backup, "--siyu.zone=Europe/Berlin")
                .refusedSaying("时区是 Asia/Shanghai", "Set siyu.zone=Asia/Shanghai");
        Path newer = Tampering.with(
                backup,
                Manifest.ENTRY,
                text -> text.replaceFirst("\"version\":\"\\d+\"", "\"version\":\"209901010000\""));
        restore(target, newer).refusedSaying("更新的 Siyu", "from a newer Siyu");
        Path later = Tampering.with(backup, Manifest.ENTRY, text -> text.replace("\"format\":1", "\"format\":2"));
        restore(target, later).refusedSaying("格式", "came after this Siyu");
        restore(target, folder.resolve("nowhere.zip")).refusedSaying("读不到文件", "cannot be read");
        assertThat(Rows.none(target)).isTrue();
    }

    @Test
    void only_an_empty_database_takes_a_backup() throws Exception {
        String target = TestDatabase.clonedUrl();
        var before = Rows.all(target);
        restore(target, backup).refusedSaying("只能导入到空的数据库", "only an empty database");
        assertThat(Rows.all(target)).isEqualTo(before);
    }

    @Test
    void an_export_says_why_it_cannot_be() throws Exception {
        export(source, backup, "--siyu.master-key=" + KEY).refusedSaying("已经存在", "exists already");
        export(source, folder.resolve("no/such/folder.zip")).refusedSaying("不能写入", "cannot be written");
        export(source, folder.resolve("a.zip"), "--with-key=true").refusedSaying("没有这个数据库的主密钥", "is not here");
        export(TestDatabase.emptyUrl(), folder.resolve("b.zip")).refusedSaying("没有 Siyu 的数据", "nothing of Siyu");
        Errand.run("--export=" + folder.resolve("c.zip"), "--siyu.data-dir=" + folder.resolve("nothing"))
                .refusedSaying("没有执行", "There is no data in");
        Errand.run("--export=" + folder.resolve("d.zip"), "--import=" + backup).refusedSaying("只写一个", "one of the two");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.matches("[abcd]\\.zip.*"));
        }
    }

    private static Errand export(String url, Path file, String... more) {
        return Errand.run("--export=" + file, with(url, "exporting", more));
    }

    private static Errand restore(String url, Path file, String... more) {
        return Errand.run("--import=" + file, with(url, "importing", more));
    }

    private static String[] with(String url, String dataDir, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--spring.datasource.url=" + url));
        if (Stream.of(more).noneMatch(one -> one.startsWith("--siyu.data-dir"))) {
            arguments.add("--siyu.data-dir=" + folder.resolve(dataDir));
        }
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    /** As the first start does it. */
    private static void seal(String url) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(KEY), "HmacSHA256"));
        Rows.in(url)
                .sql("insert into crypto_master_key (check_value) values (:check)")
                .param("check", mac.doFinal("check".getBytes(StandardCharsets.UTF_8)))
                .update();
    }

    /** The first table of an export and one of the last, together in each transaction. */
    private static void writePairs(String url, long first, AtomicBoolean enough) {
        JdbcClient jdbc = Rows.in(url);
        for (long number = first; !enough.get(); number++) {
            jdbc.sql("""
                    with pair as (insert into timeline_redirect (from_id, to_id) values (:number, 0) returning from_id)
                    insert into alert_alert (kind, subject, nature, arguments, since)
                    select 'test', from_id::text, 'TODO', '[]', timestamptz '2026-11-22 08:00+08' from pair""").param("number", number).update();
        }
    }

    private static boolean readUntil(Process process, String words) throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.contains(words)) {
                return true;
            }
        }
        return false;
    }

    private static List<String> entries(Path file) throws IOException {
        try (var zip = new java.util.zip.ZipFile(file.toFile())) {
            return zip.stream().map(java.util.zip.ZipEntry::getName).toList();
        }
    }
}
