package io.siyu.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** What the product answered over HTTP. */
public record Answer(int status, HttpHeaders headers, String text) {

    private static final JsonMapper JSON = JsonMapper.shared();

    static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    public JsonNode json() {
        return text.isBlank() ? MissingNode.getInstance() : JSON.readTree(text);
    }

    public <T> T as(Class<T> type) {
        return JSON.readValue(text, type);
    }

    /** Fails with the whole answer when the status is another one. */
    public Answer expect(int wanted) {
        assertThat(status).as("%s", text).isEqualTo(wanted);
        return this;
    }

    /** Fails unless it is this refusal. */
    public Answer expectProblem(int wanted, String code) {
        expect(wanted);
        assertThat(json().path("code").asString()).as("%s", text).isEqualTo(code);
        assertThat(json().path("detail").asString())
                .as("a sentence for %s in the bundles", code)
                .isNotEqualTo(code)
                .isNotBlank();
        return this;
    }
}
