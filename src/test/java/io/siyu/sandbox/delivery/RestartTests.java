package io.siyu.sandbox.delivery;

import static io.siyu.sandbox.PlatformClient.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.sandbox.PlatformClient;
import io.siyu.testing.MovableClock;
import io.siyu.testing.SandboxPhones;
import io.siyu.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.JsonNode;

/** The sandbox alone, with a stub where the product listens, started twice on one database and one data folder. */
class RestartTests {

    @TempDir
    Path dataDir;

    @Test
    void a_restart_unfriends_nobody_and_forgets_no_callback() {
        String database = TestDatabase.clonedUrl();
        String guide;
        String external;
        String secret;
        try (ConfigurableApplicationContext first = start(database)) {
            Product product = first.getBean(Product.class);
            product.status.set(500);
            PlatformClient app = new PlatformClient(first.getEnvironment());
            SandboxPhones phones = new SandboxPhones(first);
            guide = phones.member("守夜");
            JsonNode phone = phones.phone("来客");
            external = phone.path("externalUserid").asString();
            String code = app.ok(
                            "/cgi-bin/externalcontact/add_contact_way",
                            Map.of("type", 2, "scene", 2, "user", List.of(guide)))
                    .path("qr_code")
                    .asString();
            phones.add(phone.path("id").asLong(), code);
            assertThat(first.getBean(DeliveryWork.class).workOnce()).isTrue();
            assertThat(first.getBean(DeliveryWork.class).workOnce())
                    .as("not yet due again")
                    .isFalse();
            assertThat(product.bodies).hasSize(1);
            secret = app.property("siyu.wecom.secret");
        }
        try (ConfigurableApplicationContext second = start(database)) {
            Product product = second.getBean(Product.class);
            PlatformClient app = new PlatformClient(second.getEnvironment());
            assertThat(app.property("siyu.wecom.secret")).isEqualTo(secret);
            assertThat(ok(app.get("/cgi-bin/externalcontact/list?userid=" + guide))
                            .toString())
                    .contains(external);
            second.getBean(MovableClock.class).advance(Duration.ofSeconds(1));
            assertThat(second.getBean(DeliveryWork.class).workOnce()).isTrue();
            assertThat(product.bodies).hasSize(1);
            assertThat(second.getBean(Deliveries.class).latest(Long.MAX_VALUE, 10))
                    .extracting(Deliveries.Delivery::state, Deliveries.Delivery::attempts)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("DELIVERED", 2));
        }
    }

    @Test
    void after_three_failures_the_platform_gives_up() {
        try (ConfigurableApplicationContext context = start(TestDatabase.clonedUrl())) {
            Product product = context.getBean(Product.class);
            product.status.set(500);
            MovableClock clock = context.getBean(MovableClock.class);
            Deliveries deliveries = context.getBean(Deliveries.class);
            deliveries.post("work", "test/event", null, "lane", "<xml></xml>");
            deliveries.post("work", "test/event", null, "lane", "<xml>2</xml>");
            for (int i = 0; i < 20; i++) {
                context.getBean(DeliveryWork.class).workOnce();
                clock.advance(Duration.ofSeconds(1));
            }
            assertThat(deliveries.latest(Long.MAX_VALUE, 10))
                    .extracting(Deliveries.Delivery::state, Deliveries.Delivery::attempts)
                    .containsOnly(org.assertj.core.groups.Tuple.tuple("GIVEN_UP", 3));
            // Encrypted anew each time: never the same bytes twice.
            assertThat(product.bodies).hasSize(6).doesNotHaveDuplicates();
        }
    }

    private ConfigurableApplicationContext start(String database) {
        return new SpringApplicationBuilder(SandboxAlone.class)
                .properties(
                        "spring.datasource.url=" + database,
                        "siyu.sandbox=true",
                        "siyu.sandbox.port=0",
                        "siyu.data-dir=" + dataDir,
                        "server.port=0",
                        "spring.main.banner-mode=off",
                        "spring.main.register-shutdown-hook=false",
                        "spring.main.web-application-type=servlet")
                .run("--server.port=0");
    }

    /** No stereotype, or the scan of the whole product would find it too. */
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class,
        TransactionAutoConfiguration.class,
        JacksonAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class,
        TomcatServletWebServerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class
    })
    @ComponentScan(basePackages = "io.siyu.sandbox", nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
    @Import(MovableClock.class)
    static class SandboxAlone {

        @Bean
        Product product() {
            return new Product();
        }

        @Bean
        RouterFunction<ServerResponse> callbacks(Product product) {
            return RouterFunctions.route()
                    .POST("/callbacks/wecom/main", product::callback)
                    .build();
        }
    }

    /** What the stub was sent, and how it answers. */
    static class Product {

        final List<String> bodies = new CopyOnWriteArrayList<>();
        final AtomicInteger status = new AtomicInteger(200);

        ServerResponse callback(ServerRequest request) throws Exception {
            bodies.add(request.body(String.class));
            return ServerResponse.status(status.get()).build();
        }
    }
}
