package io.siyu.foundation.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.testing.TestDatabase;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** An external server: taken when it fits, otherwise refused in a sentence. */
@ExtendWith(OutputCaptureExtension.class)
class ServerCheckTests {

    @Test
    void a_server_that_fits_is_taken() {
        assertThatCode(() -> check(TestDatabase.emptyUrl())).doesNotThrowAnyException();
    }

    @Test
    void an_address_where_nobody_answers_is_named_without_its_parameters() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        assertThatThrownBy(() -> check("jdbc:postgresql://127.0.0.1:" + closed + "/siyu?password=secret"))
                .hasMessage("No PostgreSQL answers at jdbc:postgresql://127.0.0.1:" + closed + "/siyu.");
    }

    @Test
    void a_database_that_is_not_there_is_named() {
        String url = TestDatabase.emptyUrl().replaceFirst("/siyu_empty_\\d+", "/nowhere");
        assertThatThrownBy(() -> check(url))
                .hasMessageMatching("PostgreSQL answers, but there is no database at .*/nowhere\\.");
    }

    @Test
    void a_user_that_the_server_refuses_is_named() {
        String url = TestDatabase.emptyUrl().replaceFirst("user=postgres", "user=stranger");
        assertThatThrownBy(() -> new ServerCheck(new DatabaseConfiguration.EmbeddedConnection(url, "stranger", ""))
                        .requireUsable())
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageMatching("PostgreSQL at .* refuses user stranger\\.");
    }

    @Test
    void a_server_older_than_16_stops_the_start_with_one_sentence(CapturedOutput output) throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answerAsPostgres15(socket));
            String url =
                    "jdbc:postgresql://127.0.0.1:" + socket.getLocalPort() + "/siyu?sslmode=disable&gssEncMode=disable";
            assertThatThrownBy(() -> new SpringApplicationBuilder(
                                    ServerCheck.class, DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class)
                            .web(WebApplicationType.NONE)
                            .run("--spring.datasource.url=" + url, "--spring.datasource.username=siyu"))
                    .hasRootCauseInstanceOf(DatabaseUnavailable.class);
        }
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("is version 15.7; Siyu needs 16 or newer.")
                .contains("Upgrade that server");
    }

    private static void check(String url) {
        new ServerCheck(new DatabaseConfiguration.EmbeddedConnection(url, "postgres", "")).requireUsable();
    }

    /** As much of the protocol as it takes to be asked for one's version. */
    private static void answerAsPostgres15(ServerSocket server) {
        try (Socket client = server.accept();
                DataInputStream in = new DataInputStream(client.getInputStream());
                DataOutputStream out = new DataOutputStream(client.getOutputStream())) {
            in.skipNBytes(in.readInt() - 4);
            message(out, 'R', new byte[] {0, 0, 0, 0});
            parameter(out, "server_version", "15.7");
            parameter(out, "client_encoding", "UTF8");
            parameter(out, "DateStyle", "ISO, MDY");
            parameter(out, "TimeZone", "UTC");
            parameter(out, "integer_datetimes", "on");
            parameter(out, "standard_conforming_strings", "on");
            message(out, 'K', new byte[8]);
            message(out, 'Z', new byte[] {'I'});
            while (in.readByte() != 'X') {
                in.skipNBytes(in.readInt() - 4);
                message(out, 'C', "SET\0".getBytes(StandardCharsets.UTF_8));
                message(out, 'Z', new byte[] {'I'});
            }
        } catch (IOException e) {
            // The client left; the test looks at what it says.
        }
    }

    private static void parameter(DataOutputStream out, String name, String value) throws IOException {
        message(out, 'S', (name + '\0' + value + '\0').getBytes(StandardCharsets.UTF_8));
    }

    private static void message(DataOutputStream out, char type, byte[] body) throws IOException {
        out.writeByte(type);
        out.writeInt(body.length + 4);
        out.write(body);
    }
}
