package io.siyu.foundation.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.mall.order.Checkout;
import io.siyu.mall.order.MallFixtures;
import io.siyu.mall.order.OrderRequest;
import io.siyu.shared.SkuId;
import io.siyu.testing.SiyuTest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@SiyuTest
class UnmentionedFilesTests {

    private static final FileUse OF_PRODUCTS = FileUse.picture("product-image");

    private final UnmentionedFiles unmentioned;
    private final FileStore files;
    private final Checkout checkout;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final MallFixtures mall;

    @Autowired
    UnmentionedFilesTests(
            UnmentionedFiles unmentioned,
            FileStore files,
            Checkout checkout,
            JdbcClient jdbc,
            Clock clock,
            ApplicationContext context) {
        this.unmentioned = unmentioned;
        this.files = files;
        this.checkout = checkout;
        this.jdbc = jdbc;
        this.clock = clock;
        this.mall = new MallFixtures(context);
    }

    @Test
    void an_upload_that_nothing_names_any_more_is_forgotten_after_a_day_and_no_other() throws Exception {
        FileStore.Stored shown = upload(OF_PRODUCTS);
        FileStore.Stored ordered = upload(OF_PRODUCTS);
        FileStore.Stored left = upload(OF_PRODUCTS);
        FileStore.Stored ofAnotherUse = upload(FileUse.picture("test"));
        show(mall.goods(1_000, 5), shown.path());
        SkuId sold = mall.goods(1_000, 5);
        show(sold, ordered.path());
        order(sold);
        show(sold, null);

        forget();
        assertThat(files.known(left.token()))
                .as("somebody may still fill in the form")
                .isTrue();
        jdbc.sql("update file_file set created_at = created_at - interval '25 hours' where token in (:tokens)")
                .param("tokens", List.of(shown.token(), ordered.token(), left.token(), ofAnotherUse.token()))
                .update();
        assertThat(forget()).isEqualTo(1);
        assertThat(files.known(left.token())).isFalse();
        assertThat(files.known(shown.token())).as("a product shows it").isTrue();
        assertThat(files.known(ordered.token())).as("an order shows it").isTrue();
        assertThat(files.known(ofAnotherUse.token()))
                .as("nobody says where it would be named")
                .isTrue();
    }

    private int forget() {
        return unmentioned.forget(clock.instant().minus(Duration.ofDays(1)));
    }

    private FileStore.Stored upload(FileUse use) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB), "png", png);
        return files.keepPicture(new ByteArrayInputStream(png.toByteArray()), "a.png", use);
    }

    private void show(SkuId sku, @Nullable String path) {
        jdbc.sql(
                        "update catalog_product set image_url = :path where id = (select product_id from catalog_sku where id = :sku)")
                .param("path", path)
                .param("sku", sku.value())
                .update();
    }

    private void order(SkuId sku) {
        checkout.place(
                mall.customer(),
                new OrderRequest(
                        List.of(new OrderRequest.Item(sku, 1)),
                        null,
                        0,
                        new OrderRequest.Receiver("王芳", "13812345678", "上海"),
                        false),
                null);
    }
}
