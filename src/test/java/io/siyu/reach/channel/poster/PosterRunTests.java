package io.siyu.reach.channel.poster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import io.siyu.people.staff.StaffSetup;
import io.siyu.reach.channel.CodeDraft;
import io.siyu.reach.channel.CodeDraft.PoolMember;
import io.siyu.reach.channel.Codes;
import io.siyu.reach.channel.WelcomePlan;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.testing.Answer;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.SandboxPhones;
import io.siyu.testing.Seeds;
import io.siyu.testing.SiyuTest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** Posters designed in the console, drawn for several codes and fetched as one file. */
@SiyuTest
class PosterRunTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    StaffSetup staff;

    @Autowired
    Codes codes;

    @Autowired
    PosterRuns runs;

    @Autowired
    SheetFolder folder;

    private final String p = RandomCode.letters(6);

    @Test
    void what_was_archived_comes_back() {
        ConsoleClient console = ConsoleClient.administrator(context);
        long id = console.post("/api/admin/posters", body(30))
                .expect(201)
                .json()
                .path("id")
                .asLong();
        console.post("/api/admin/posters/" + id + "/archive", Map.of()).expect(204);
        assertThat(console.get("/api/admin/posters/" + id).json().hasNonNull("archivedAt"))
                .isTrue();
        console.post("/api/admin/posters/" + id + "/restore", Map.of()).expect(204);
        assertThat(console.get("/api/admin/posters/" + id).json().hasNonNull("archivedAt"))
                .isFalse();
        console.post("/api/admin/posters/999999999/restore", Map.of()).expectProblem(404, "channel.poster.not_found");
    }

    @Test
    void each_code_gets_its_own_poster_under_a_name_of_its_own() throws Exception {
        ConsoleClient console = ConsoleClient.administrator(context);
        StaffId guide = staff.createStaff(
                new SandboxPhones(context).member("周立春"), "周立春", staff.createStore("P" + p, "人民路/店", "华东"));
        Map<Long, String> urls = new HashMap<>();
        List<Long> ids = IntStream.range(0, 3)
                .mapToObj(i -> codes.create(new CodeDraft(
                        "收银台",
                        List.of(new PoolMember(guide, 1, false)),
                        null,
                        Set.of(),
                        "",
                        WelcomePlan.NONE,
                        true,
                        null)))
                .peek(code -> urls.put(code.id(), codes.urlOf(code.code())))
                .map(Codes.Created::id)
                .toList();
        long poster = console.post("/api/admin/posters", body(30))
                .expect(201)
                .json()
                .path("id")
                .asLong();
        JsonNode started = console.post("/api/admin/posters/" + poster + "/runs", Map.of("codeIds", ids))
                .expect(202)
                .json();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> console.get(
                                "/api/admin/jobs/" + started.path("jobId").asLong())
                        .json()
                        .path("state")
                        .asString()
                        .equals("DONE"));

        Map<String, byte[]> files = unzipped(started.path("runId").asLong());
        String name = "P" + p + " 人民路 店 周立春 收银台";
        assertThat(files.keySet()).containsExactlyInAnyOrder(name + ".png", name + "-2.png", name + "-3.png");
        assertThat(files.values().stream().map(PosterRunTests::read))
                .containsExactlyInAnyOrderElementsOf(urls.values());
        Answer zip = console.get(
                        "/api/admin/poster-runs/" + started.path("runId").asLong() + "/file")
                .expect(200);
        assertThat(zip.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment")
                .contains(".zip");
        ConsoleClient.withRole(context, "operator", null)
                .get("/api/admin/poster-runs/" + started.path("runId").asLong() + "/file")
                .expectProblem(404, "channel.poster.run_gone");
        folder.forget(started.path("runId").asLong());
        assertThat(unzipped(started.path("runId").asLong())).isEmpty();
    }

    @Test
    void a_poster_that_cannot_be_printed_is_refused_where_it_is_wrong() {
        ConsoleClient console = ConsoleClient.administrator(context);
        console.post("/api/admin/posters", body(10)).expectProblem(400, "channel.poster.code_too_small");
        console.post("/api/admin/posters", body(90)).expectProblem(400, "channel.poster.outside");
        console.post("/api/admin/posters/preview", Map.of("layout", layout(30))).expect(200);
    }

    @Test
    void names_of_files_are_safe_everywhere() {
        assertThat(SheetNames.safe("../../etc/passwd")).isEqualTo("etc passwd");
        assertThat(SheetNames.safe("..\\a:b*c?\n\"<x>|")).isEqualTo("a b c x");
        Seeds.forAll(300, random -> {
            String text = random.ints(random.nextInt(200), 1, 0x2ffff)
                    .filter(one -> one < 0xd800 || one > 0xdfff)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            assertThat(SheetNames.safe(text))
                    .doesNotContainPattern("[\\\\/:*?\"<>|\\p{Cntrl}]")
                    .doesNotStartWith(".")
                    .doesNotEndWith(" ");
        });
    }

    private Map<String, Object> body(int side) {
        return Map.of("name", "台卡" + p, "layout", layout(side));
    }

    private static Map<String, Object> layout(int side) {
        Map<String, Object> frame = Map.of("x", 5, "y", 5, "w", side, "h", side);
        Map<String, Object> words = Map.of("x", 40, "y", 5, "w", 45, "h", 20);
        return Map.of(
                "widthMm",
                90,
                "heightMm",
                54,
                "background",
                "#ffffff",
                "elements",
                List.of(
                        Map.of("type", "code", "frame", frame),
                        Map.of(
                                "type",
                                "text",
                                "frame",
                                words,
                                "text",
                                "{门店} {导购}",
                                "sizePt",
                                14,
                                "bold",
                                true,
                                "color",
                                "#0b6b4f",
                                "align",
                                "LEFT")));
    }

    private Map<String, byte[]> unzipped(long run) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SheetFolder.Archive archive = new SheetFolder.Archive(out)) {
            for (PosterRuns.Sheet sheet : runs.after(run, 0, 100)) {
                folder.addTo(archive, run, sheet);
            }
        }
        Map<String, byte[]> files = new HashMap<>();
        ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()));
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            files.put(entry.getName(), zip.readAllBytes());
        }
        return files;
    }

    private static String read(byte[] png) {
        try {
            BufferedImage sheet = ImageIO.read(new ByteArrayInputStream(png));
            int[] dots = sheet.getRGB(0, 0, sheet.getWidth(), sheet.getHeight(), null, 0, sheet.getWidth());
            var source = new RGBLuminanceSource(sheet.getWidth(), sheet.getHeight(), dots);
            return new MultiFormatReader()
                    .decode(new BinaryBitmap(new HybridBinarizer(source)))
                    .getText();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
