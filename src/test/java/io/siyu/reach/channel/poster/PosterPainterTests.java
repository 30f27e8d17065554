package io.siyu.reach.channel.poster;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.siyu.people.staff.StaffMember;
import io.siyu.people.staff.Store;
import io.siyu.reach.channel.poster.PosterElement.Align;
import io.siyu.reach.channel.poster.PosterElement.Frame;
import io.siyu.reach.channel.template.CodeOwner;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import io.siyu.testing.Seeds;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import org.junit.jupiter.api.Test;

/** What is painted can be read: the code by a phone, the words by people, on a machine without any font. */
class PosterPainterTests {

    private static final String URL = "https://scrm.example.com/c/7k2mqx9abd";
    private static final PosterFont FONT = PosterFont.load();
    private static final CodeOwner OWNER = new CodeOwner(
            new Store(new StoreId(1), "SH001", "上海武康路旗舰店", "华东"),
            new StaffMember(new StaffId(1), "zhou", "周立春", new StoreId(1), true, true, false),
            List.of());
    private static final PosterFields FIELDS = new PosterFields(URL, "武康路店 · 收银台", OWNER, null);

    private final PosterPainter painter = new PosterPainter(FONT, path -> Optional.of(logo()));

    @Test
    void a_phone_reads_the_code_out_of_every_size_with_and_without_a_logo() {
        Seeds.forAll(12, random -> {
            double side = 15 + random.nextInt(40);
            String logo = random.nextBoolean() ? "/files/abcdefghjkmnpqrstuvwxyz234" : null;
            PosterLayout layout = new PosterLayout(
                    90,
                    64,
                    "#%06x".formatted(random.nextInt(0x1000000)),
                    List.of(new PosterElement.Code(
                            new Frame(random.nextDouble() * (89 - side), random.nextDouble() * (63 - side), side, side),
                            logo)));
            assertThat(read(painter.paint(layout.checked(), FIELDS, layout.dpi())))
                    .isEqualTo(URL);
        });
    }

    @Test
    void a_poster_of_many_looks_as_one_that_is_drawn_alone() {
        Seeds.forAll(8, random -> {
            List<PosterElement> elements = new ArrayList<>(List.of(new PosterElement.Code(frame(random), null)));
            for (int more = 0; more < 7; more++) {
                elements.add(random.nextInt(elements.size() + 1), element(random));
            }
            PosterLayout layout = new PosterLayout(60, 80, "#0b6b4f", elements);
            PosterSeries series = new PosterSeries(painter, layout);
            for (String name : List.of("武康路店 · 收银台", "人民路店")) {
                PosterFields fields = new PosterFields(URL + name.length(), name, OWNER, null);
                assertThat(dots(series.paint(fields))).isEqualTo(dots(painter.paint(layout, fields, layout.dpi())));
            }
        });
    }

    private static PosterElement element(RandomGenerator random) {
        return switch (random.nextInt(5)) {
            case 0 -> new PosterElement.Box(frame(random), "#ff8800", random.nextInt(6));
            case 1 -> new PosterElement.Text(frame(random), "扫码添加你的专属导购", 14, true, "#102030", Align.CENTER);
            case 2 -> new PosterElement.Text(frame(random), "{活码名称} {门店}", 12, false, "#ffffff", Align.LEFT);
            case 3 -> new PosterElement.Picture(frame(random), "/files/abcdefghjkmnpqrstuvwxyz234");
            default -> new PosterElement.Portrait(frame(random), "#2255aa");
        };
    }

    private static Frame frame(RandomGenerator random) {
        return new Frame(random.nextInt(40), random.nextInt(55), 15 + random.nextInt(5), 15 + random.nextInt(8));
    }

    private static int[] dots(BufferedImage sheet) {
        return sheet.getRGB(0, 0, sheet.getWidth(), sheet.getHeight(), null, 0, sheet.getWidth());
    }

    @Test
    void a_guides_picture_fills_its_circle_and_a_letter_stands_in_for_it() {
        PosterLayout layout = new PosterLayout(
                60, 60, "#ffffff", List.of(new PosterElement.Portrait(new Frame(10, 10, 40, 40), "#2255aa")));
        PosterFields pictured = new PosterFields(URL, "", OWNER, "/files/abcdefghjkmnpqrstuvwxyz234");
        int face = 0xff0b6b4f;
        BufferedImage sheet = painter.paint(layout, pictured, 100);
        assertThat(dot(sheet, 30, 30)).isEqualTo(face);
        assertThat(dot(sheet, 14, 30)).isEqualTo(face);
        assertThat(dot(sheet, 11, 11)).as("outside of the circle").isEqualTo(0xffffffff);
        assertThat(dot(painter.paint(layout, FIELDS, 100), 14, 30)).isEqualTo(0xff2255aa);
    }

    private static int dot(BufferedImage sheet, int xMm, int yMm) {
        return sheet.getRGB((int) (xMm * 100 / 25.4), (int) (yMm * 100 / 25.4));
    }

    @Test
    void packing_loses_nothing_whatever_the_picture() throws IOException {
        BufferedImage noise = new BufferedImage(301, 97, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(7);
        for (int y = 0; y < noise.getHeight(); y++) {
            for (int x = 0; x < noise.getWidth(); x++) {
                noise.setRGB(x, y, y % 3 == 0 ? random.nextInt(0x1000000) : y % 3 == 1 ? x * 800 : 0x0b6b4f);
            }
        }
        assertThat(dots(ImageIO.read(new ByteArrayInputStream(PosterPng.of(noise, 300)))))
                .isEqualTo(dots(noise));
    }

    @Test
    void words_are_in_their_frame_and_the_fields_are_filled_in() {
        PosterLayout layout = new PosterLayout(
                100,
                50,
                "#ffffff",
                List.of(new PosterElement.Text(
                        new Frame(10, 10, 80, 12), "{门店} · {导购}", 20, true, "#0b6b4f", Align.CENTER)));
        BufferedImage sheet = painter.paint(layout, FIELDS, 300);
        assertThat(inkIn(sheet, 10, 10, 80, 12)).isGreaterThan(2_000);
        assertThat(inkIn(sheet, 0, 0, 100, 50)).isEqualTo(inkIn(sheet, 10, 10, 80, 12));
        assertThat(FIELDS.in("{门店}{门店编号}{区域}{导购}{活码名称}{别的}")).isEqualTo("上海武康路旗舰店SH001华东周立春武康路店 · 收银台{别的}");
    }

    @Test
    void the_letters_know_chinese_latin_and_signs() {
        assertThat("扫码添加专属导购，享会员价９５折！龘䶮㙍 Ready ¥1,234.50「微信」".codePoints().filter(one -> !FONT.knows(one)))
                .isEmpty();
    }

    @Test
    void a_long_name_is_made_smaller_and_never_leaves_its_frame() {
        Seeds.forAll(300, random -> {
            String text = "店铺名字很长Abc 123，".repeat(1 + random.nextInt(8));
            double width = 20 + random.nextInt(200);
            double height = 20 + random.nextInt(100);
            TextLines lines = TextLines.fit(text, 10 + random.nextInt(30), width, height, FONT::widthOf);
            assertThat(lines.lines().size() * lines.size() * TextLines.LINE)
                    .isLessThanOrEqualTo(Math.max(height, lines.size() * TextLines.LINE) + 0.1);
            assertThat(String.join("", lines.lines()).replace(" ", "").replace("…", ""))
                    .as("in the order they were given")
                    .satisfies(shown -> assertThat(text.replace(" ", "")).startsWith(shown));
            assertThat(lines.lines()).noneMatch(line -> line.startsWith("，"));
        });
    }

    @Test
    void the_file_says_how_large_it_is_printed() throws Exception {
        PosterLayout card =
                new PosterLayout(90, 54, "#ffffff", List.of(new PosterElement.Code(new Frame(5, 5, 30, 30), null)));
        byte[] png = PosterPng.of(painter.paint(card, FIELDS, card.dpi()), card.dpi());
        assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(1063);
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(png)));
        IIOMetadataNode about = (IIOMetadataNode) reader.getImageMetadata(0).getAsTree("javax_imageio_png_1.0");
        IIOMetadataNode size =
                (IIOMetadataNode) about.getElementsByTagName("pHYs").item(0);
        assertThat(size.getAttribute("pixelsPerUnitXAxis")).isEqualTo("11811");
    }

    @Test
    void nothing_asks_the_machine_for_a_font() {
        noClasses()
                .that()
                .resideInAPackage("io.siyu.reach.channel.poster")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Font.class)
                .orShould()
                .callMethod(Graphics2D.class, "drawString", String.class, float.class, float.class)
                .orShould()
                .callMethod(Graphics2D.class, "drawString", String.class, int.class, int.class)
                .check(new ClassFileImporter().importPath("target/classes/io/siyu/reach/channel/poster"));
    }

    private static String read(BufferedImage sheet) throws Exception {
        int[] dots = sheet.getRGB(0, 0, sheet.getWidth(), sheet.getHeight(), null, 0, sheet.getWidth());
        var source = new RGBLuminanceSource(sheet.getWidth(), sheet.getHeight(), dots);
        return new MultiFormatReader()
                .decode(new BinaryBitmap(new HybridBinarizer(source)))
                .getText();
    }

    private static long inkIn(BufferedImage sheet, int xMm, int yMm, int wMm, int hMm) {
        double dots = 300 / 25.4;
        long ink = 0;
        for (int y = (int) (yMm * dots); y < Math.min(sheet.getHeight(), (yMm + hMm) * dots); y++) {
            for (int x = (int) (xMm * dots); x < Math.min(sheet.getWidth(), (xMm + wMm) * dots); x++) {
                ink += (sheet.getRGB(x, y) & 0xffffff) == 0xffffff ? 0 : 1;
            }
        }
        return ink;
    }

    private static BufferedImage logo() {
        BufferedImage logo = new BufferedImage(80, 80, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = logo.createGraphics();
        canvas.setColor(new Color(0x0b6b4f));
        canvas.fillOval(0, 0, 80, 80);
        canvas.dispose();
        return logo;
    }
}
