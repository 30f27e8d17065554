package io.siyu.foundation.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.shared.DomainException;
import io.siyu.testing.Seeds;
import io.siyu.testing.SiyuTest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SiyuTest
class FileStoreTests {

    private static final FileUse PICTURE = FileUse.picture("test");

    @Autowired
    FileStore files;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ApplicationContext context;

    @Test
    void a_picture_is_redrawn_and_served_so_that_no_browser_runs_it() throws Exception {
        byte[] secret = "<script>alert('here')</script>".getBytes(StandardCharsets.UTF_8);
        byte[] png = picture("png", 40, 30);
        byte[] upload = Arrays.copyOf(png, png.length + secret.length);
        System.arraycopy(secret, 0, upload, png.length, secret.length);
        FileStore.Stored stored = keep(upload, "../../etc/猫\u0000\".html");
        HttpResponse<byte[]> served = get(stored.path());
        assertThat(served.statusCode()).isEqualTo(200);
        assertThat(new String(served.body(), StandardCharsets.ISO_8859_1)).doesNotContain("script");
        assertThat(ImageIO.read(new ByteArrayInputStream(served.body())).getWidth())
                .isEqualTo(40);
        assertThat(served.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(served.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(served.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("sandbox");
        assertThat(served.headers().firstValue("Content-Disposition").orElseThrow())
                .contains(stored.token() + ".png")
                .doesNotContain("html");
        assertThat(served.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
    }

    @Test
    void what_it_is_is_told_by_its_content_and_not_by_its_name() throws Exception {
        byte[] svg =
                "<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>".getBytes(StandardCharsets.UTF_8);
        assertRefused(svg, "file.kind_refused");
        assertRefused("<html>".getBytes(StandardCharsets.UTF_8), "file.kind_refused");
        assertRefused(picture("gif", 10, 10), "file.kind_refused");
        assertRefused(new byte[0], "file.kind_refused");
        assertThat(keep(picture("jpg", 10, 10), "call-me.png").token()).hasSize(26);
    }

    @Test
    void a_small_file_that_claims_to_be_a_huge_picture_is_refused_before_it_is_decoded() {
        assertRefused(pngThatClaims(50_000, 50_000), "file.too_many_pixels");
        assertRefused(pngThatClaims(8_000, 4_000), "file.broken");
    }

    @Test
    void too_many_bytes_are_refused_and_a_large_picture_is_made_smaller() throws Exception {
        byte[] large = new byte[(int) PICTURE.mostBytes() + 1];
        System.arraycopy(picture("png", 4, 4), 0, large, 0, 60);
        assertRefused(large, "file.too_large");
        FileStore.Stored stored = keep(picture("png", 3000, 300), "wide.png");
        BufferedImage kept =
                ImageIO.read(new ByteArrayInputStream(get(stored.path()).body()));
        assertThat(kept.getWidth()).isEqualTo(2048);
        assertThat(kept.getHeight()).isEqualTo(205);
    }

    @Test
    void any_damage_is_refused_or_drawn_but_never_an_error() throws Exception {
        byte[] png = picture("png", 20, 20);
        byte[] jpg = picture("jpg", 20, 20);
        Seeds.forAll(60, random -> {
            byte[] damaged = (random.nextBoolean() ? png : jpg).clone();
            for (int n = 0; n < 1 + random.nextInt(8); n++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            byte[] cut = Arrays.copyOf(damaged, 1 + random.nextInt(damaged.length));
            try {
                keep(cut, "x");
            } catch (DomainException refusal) {
                assertThat(refusal.code()).startsWith("file.");
            }
        });
    }

    @Test
    void nothing_but_a_name_of_ours_leads_to_a_file(@TempDir Path dataDir) throws Exception {
        FileStore own = new FileStore(jdbc, dataDir, clock);
        Path secret = Files.writeString(dataDir.resolve("secret"), "secret");
        for (String token : List.of(
                "../secret",
                "/etc/passwd",
                "..%2fsecret",
                "aa\u0000",
                "",
                "a".repeat(25),
                "A".repeat(26),
                "a".repeat(26))) {
            assertThat(own.find(token)).as(token).isEmpty();
        }
        String token = own.keepPicture(new ByteArrayInputStream(picture("png", 4, 4)), "a", PICTURE)
                .token();
        assertThat(own.find(token)).isPresent();
        Path file = dataDir.resolve("files").resolve(token.substring(0, 2)).resolve(token);
        Files.delete(file);
        assertThat(own.find(token)).as("a row without its file").isEmpty();
        Files.createSymbolicLink(file, secret);
        assertThat(own.find(token)).as("a link in its place").isEmpty();
        assertThat(get("/files/..%2f..%2fkeys%2fmaster.key").statusCode()).isBetween(400, 499);
        assertThat(get("/files/" + "a".repeat(26)).statusCode()).isEqualTo(404);
    }

    @Test
    void what_a_crash_left_without_a_row_is_swept_away_and_nothing_else(@TempDir Path dataDir) throws Exception {
        FileStore own = new FileStore(jdbc, dataDir, clock);
        byte[] png = picture("png", 4, 4);
        String kept =
                own.keepPicture(new ByteArrayInputStream(png), "a", PICTURE).token();
        transaction.executeWithoutResult(status -> {
            own.keepPicture(new ByteArrayInputStream(png), "b", PICTURE);
            status.setRollbackOnly();
        });
        assertThat(filesIn(dataDir)).hasSize(2);
        assertThat(OrphanSweep.sweep(own, Instant.now()))
                .as("an upload may be under way")
                .isZero();
        for (Path file : filesIn(dataDir)) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        }
        assertThat(OrphanSweep.sweep(own, Instant.now())).isEqualTo(1);
        assertThat(filesIn(dataDir)).hasSize(1);
        assertThat(own.find(kept)).isPresent();
    }

    private FileStore.Stored keep(byte[] content, String name) {
        return files.keepPicture(new ByteArrayInputStream(content), name, PICTURE);
    }

    private void assertRefused(byte[] content, String code) {
        assertThatThrownBy(() -> keep(content, "a.png"))
                .isInstanceOfSatisfying(
                        DomainException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        String port = context.getEnvironment().getRequiredProperty("local.server.port");
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    private static List<Path> filesIn(Path dataDir) throws IOException {
        try (var all = Files.walk(dataDir.resolve("files"))) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static byte[] picture(String format, int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, out);
        return out.toByteArray();
    }

    /** A right header and nothing behind it. */
    private static byte[] pngThatClaims(int width, int height) {
        ByteBuffer header = ByteBuffer.allocate(17).put("IHDR".getBytes(StandardCharsets.US_ASCII));
        header.putInt(width).putInt(height).put(new byte[] {8, 2, 0, 0, 0});
        CRC32 check = new CRC32();
        check.update(header.array());
        return ByteBuffer.allocate(33)
                .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a})
                .putInt(13)
                .put(header.array())
                .putInt((int) check.getValue())
                .array();
    }
}
