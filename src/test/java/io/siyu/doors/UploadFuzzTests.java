package io.siyu.doors;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.foundation.transfer.ImportTarget;
import io.siyu.testing.Answer;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.SiyuTest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every operation that takes a file, with every file that is not what it should be: a refusal that helps, nothing changed. */
@SiyuTest
class UploadFuzzTests {

    private static final int OVER_THE_LIMIT = 11 << 20;
    private static final int IHDR = 8;

    @Autowired
    ApplicationContext context;

    @Autowired
    JdbcClient jdbc;

    private ConsoleClient console;

    /** @param parts the body of the form, its boundary {@code b} */
    private record Wrong(String what, byte[] parts) {}

    @BeforeEach
    void signIn() {
        console = ConsoleClient.administrator(context);
    }

    @Test
    void a_file_that_is_none_is_refused_with_a_problem_and_changes_nothing() throws IOException {
        List<Wrong> all = wrongFiles();
        List<String> wrong = new ArrayList<>();
        List<String> addresses = addresses();
        new Books(jdbc)
                .unchangedBy(
                        "a wrong file",
                        Set.of(),
                        () -> addresses.forEach(address -> all.forEach(one -> {
                            String fault = faultOf(sent(address, one.parts()));
                            if (!fault.isEmpty()) {
                                wrong.add(address + ", " + one.what() + ": " + fault);
                            }
                        })));
        assertThat(wrong).isEmpty();
        assertThat(addresses).hasSizeGreaterThan(8);
    }

    /** Whatever a file is called, it is called by that nowhere but in words. */
    @Test
    void a_name_is_only_words() throws IOException {
        byte[] picture = picture();
        sent("/api/admin/code-pictures", form("file", "a\u0000b.png", picture)).expectProblem(400, "request.invalid");
        for (String name : List.of("../../../../etc/passwd", "C:\\\\boot.ini", "名".repeat(255), "", ".")) {
            Answer answer = sent("/api/admin/code-pictures", form("file", name, picture))
                    .expect(201);
            assertThat(answer.json().path("path").asString())
                    .matches("/files/[\\w./-]+")
                    .doesNotContain("..");
        }
    }

    private Answer sent(String address, byte[] parts) {
        return console.send("POST", address, parts, Map.of("Content-Type", "multipart/form-data; boundary=b"));
    }

    private static String faultOf(Answer answer) {
        String type = answer.headers().firstValue("Content-Type").orElse("");
        if (answer.status() < 400 || answer.status() >= 500 || !type.startsWith("application/problem+json")) {
            return answer.status() + " " + answer.text();
        }
        boolean told = !answer.json().path("code").asString("").isEmpty()
                && answer.json().path("detail").asString("").codePoints().anyMatch(Character::isIdeographic);
        return told ? "" : "says nothing: " + answer.text();
    }

    /** All of one application: each kind of import, each kind of file. */
    private List<String> addresses() {
        List<String> found = new ArrayList<>();
        for (Operation operation : Operation.under(context, "/api/").stream()
                .filter(Operation::form)
                .toList()) {
            String address = operation.address(variable -> "1");
            switch (operation.path()) {
                case "/api/admin/imports" ->
                    context.getBeansOfType(ImportTarget.class)
                            .values()
                            .forEach(target -> found.add(address + "?about=1&target=" + target.name()));
                case "/api/admin/welcome-media" -> {
                    found.add(address + "?kind=IMAGE");
                    found.add(address + "?kind=VIDEO");
                }
                default -> found.add(address);
            }
        }
        return found;
    }

    private static List<Wrong> wrongFiles() throws IOException {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        byte[] noise = new byte[5_000];
        new Random(1).nextBytes(noise);
        byte[] half = picture();
        contents.put("nothing", new byte[0]);
        contents.put("one byte", new byte[1]);
        contents.put("noise", noise);
        contents.put("zeros", new byte[5_000]);
        contents.put("a page", "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8));
        contents.put("half a picture", Arrays.copyOf(half, half.length / 2));
        contents.put("a picture larger than memory", monstrous());
        contents.put(
                "a drawing that asks for a file",
                "<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><svg>&x;</svg>"
                        .getBytes(StandardCharsets.UTF_8));
        contents.put("a workbook that is none", zip("xl/workbook.xml", 1));
        contents.put("a workbook of zeros", zip("xl/worksheets/sheet1.xml", 400 << 20));
        contents.put("too much", new byte[OVER_THE_LIMIT]);
        List<Wrong> all = new ArrayList<>(List.of(
                new Wrong("no part", bytes("--b--\r\n")),
                new Wrong("no form", bytes("{}")),
                new Wrong("a form cut off", Arrays.copyOf(form("file", "a.png", half), half.length)),
                new Wrong("a thousand parts", thousand()),
                new Wrong("another field", form("files", "a.png", half)),
                new Wrong(
                        "a value for a file",
                        bytes("--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nx\r\n--b--\r\n"))));
        contents.forEach((what, content) -> all.add(new Wrong(what, form("file", "a.png", content))));
        return all;
    }

    private static byte[] form(String field, String name, byte[] content) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(bytes(
                "--b\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: image/png\r\n\r\n"
                        .formatted(field, name)));
        body.writeBytes(content);
        body.writeBytes(bytes("\r\n--b--\r\n"));
        return body.toByteArray();
    }

    private static byte[] thousand() {
        String part = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\nx\r\n";
        return bytes(part.repeat(1_000) + "--b--\r\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] picture() throws IOException {
        var png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(80, 80, BufferedImage.TYPE_INT_RGB), "png", png);
        return png.toByteArray();
    }

    /** A small picture whose head says 100,000 by 100,000. */
    private static byte[] monstrous() throws IOException {
        byte[] png = picture();
        ByteBuffer head = ByteBuffer.wrap(png, IHDR, 25);
        head.position(IHDR + 8);
        head.putInt(100_000).putInt(100_000);
        CRC32 sum = new CRC32();
        sum.update(png, IHDR + 4, 17);
        ByteBuffer.wrap(png).putInt(IHDR + 21, (int) sum.getValue());
        return png;
    }

    private static byte[] zip(String entry, int zeros) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(packed)) {
            zip.putNextEntry(new ZipEntry(entry));
            write(zip, zeros);
            zip.closeEntry();
        }
        return packed.toByteArray();
    }

    private static void write(OutputStream out, int zeros) throws IOException {
        byte[] piece = new byte[1 << 20];
        for (int left = zeros; left > 0; left -= piece.length) {
            out.write(piece, 0, Math.min(left, piece.length));
        }
    }
}
