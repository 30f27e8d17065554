package io.siyu;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.testing.SiyuTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The committed description of the API is what the application says. {@code -Dsiyu.openapi=write} writes it anew. */
@SiyuTest
class OpenApiDocumentTests {

    private static final Path DOCUMENT = Path.of("docs/openapi.json");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    @LocalServerPort
    private int port;

    @Test
    void the_committed_document_is_what_the_application_says() throws Exception {
        String present = normalised(fetch());
        if ("write".equals(System.getProperty("siyu.openapi"))) {
            Files.writeString(DOCUMENT, present);
        }
        assertThat(DOCUMENT).exists();
        assertThat(Files.readString(DOCUMENT))
                .as("docs/openapi.json; write it anew with -Dtest=OpenApiDocumentTests -Dsiyu.openapi=write")
                .isEqualTo(present);
    }

    private String fetch() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI address = URI.create("http://127.0.0.1:" + port + "/v3/api-docs");
            return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    private static String normalised(String document) {
        ObjectNode root = (ObjectNode) JSON.readTree(document);
        root.remove("servers");
        Object sorted = JSON.treeToValue(root, Object.class);
        return JSON.writeValueAsString(JSON.treeToValue(JSON.valueToTree(sorted), Object.class)) + "\n";
    }
}
