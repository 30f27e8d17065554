package io.siyu.sandbox.work;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import io.siyu.sandbox.InSandbox;
import io.siyu.sandbox.wire.Call;
import io.siyu.sandbox.wire.Fault;
import io.siyu.sandbox.wire.PlatformArea;
import io.siyu.sandbox.wire.Reply;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** The pictures WeChat Work keeps on its own servers: contact codes, codes of groups and avatars. */
@Component
@InSandbox
class PicturePlatform implements PlatformArea {

    private static final int SIZE = 360;

    private final ContactWays ways;
    private final JoinWays joinWays;
    private final Customers customers;

    PicturePlatform(ContactWays ways, JoinWays joinWays, Customers customers) {
        this.ways = ways;
        this.joinWays = joinWays;
        this.customers = customers;
    }

    @Override
    public boolean owns(String path) {
        return path.startsWith("/qr/") || path.startsWith("/avatar/");
    }

    @Override
    public Reply answer(Call call) {
        String name = call.path().substring(call.path().lastIndexOf('/') + 1);
        return call.path().startsWith("/qr/") ? code(name) : avatar(name);
    }

    @Override
    public Reply refusal(Call call, Fault fault) {
        return Reply.text(503, "text/plain", "");
    }

    private Reply code(String name) {
        String configId = name.endsWith(".png") ? name.substring(0, name.length() - 4) : name;
        boolean known =
                ways.find(configId).isPresent() || joinWays.find(configId).isPresent();
        return known
                ? Reply.bytes("image/png", png(ways.picture(configId)))
                : Reply.text(404, "text/plain", "No such code");
    }

    private Reply avatar(String name) {
        Optional<Customer> customer =
                name.matches("\\d{1,18}") ? customers.find(Long.parseLong(name)) : Optional.empty();
        return customer.map(c -> Reply.text(200, "image/svg+xml; charset=UTF-8", svg(c)))
                .orElseGet(() -> Reply.text(404, "text/plain", "Nobody"));
    }

    private static byte[] png(String text) {
        try {
            BitMatrix matrix = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, SIZE, SIZE);
            BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_BYTE_BINARY);
            for (int y = 0; y < SIZE; y++) {
                for (int x = 0; x < SIZE; x++) {
                    image.setRGB(x, y, matrix.get(x, y) ? 0xFF000000 : 0xFFFFFFFF);
                }
            }
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            ImageIO.write(image, "png", png);
            return png.toByteArray();
        } catch (WriterException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String svg(Customer customer) {
        String initial = customer.name().substring(0, customer.name().offsetByCodePoints(0, 1));
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"96\" height=\"96\" viewBox=\"0 0 96 96\">"
                + "<rect width=\"96\" height=\"96\" fill=\"" + HtmlUtils.htmlEscape(customer.colour()) + "\"/>"
                + "<text x=\"48\" y=\"64\" font-size=\"44\" text-anchor=\"middle\" fill=\"#fff\""
                + " font-family=\"sans-serif\">" + HtmlUtils.htmlEscape(initial) + "</text></svg>";
    }
}
