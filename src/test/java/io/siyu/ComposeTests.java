package io.siyu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** That docker-compose.yml speaks of settings that exist and gives no secret a default, as far as can be told without Docker. */
class ComposeTests {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern OURS = Pattern.compile("siyu(?:\\.[a-z-]+)+");
    private static final Pattern ASKED = Pattern.compile("\\$\\{([A-Z_]+)");
    private static final Pattern SECRET = Pattern.compile(".*(PASSWORD|KEY|TOKEN|SECRET).*");

    private final String compose = read("docker-compose.yml");
    private final JsonNode services = JSON.valueToTree(new Yaml().load(compose)).get("services");

    @Test
    void every_setting_that_is_given_is_one_that_the_application_reads() throws IOException {
        Set<String> known = new TreeSet<>(ours());
        known.addAll(springs());
        assertThat(services.at("/siyu/environment").propertyNames())
                .hasSizeGreaterThan(8)
                .isSubsetOf(known);
    }

    @Test
    void no_secret_is_written_down_or_has_a_default() {
        for (JsonNode service : services) {
            service.get("environment").properties().stream()
                    .filter(one -> SECRET.matcher(one.getKey()).matches())
                    .forEach(one -> assertThat(one.getValue().asString())
                            .as(one.getKey())
                            .matches("\\$\\{[A-Z_]+(:\\?[^}]+|:-)}"));
        }
        assertThat(services.at("/siyu/environment/SIYU_MASTER_KEY").asString()).contains(":?");
        assertThat(services.at("/siyu/environment/SPRING_DATASOURCE_PASSWORD").asString())
                .contains(":?")
                .isEqualTo(
                        services.at("/database/environment/POSTGRES_PASSWORD").asString());
    }

    @Test
    void the_example_names_what_is_asked_for_and_nothing_else_and_its_secrets_are_empty() {
        List<String> example = read(".env.example")
                .lines()
                .filter(line -> line.matches("[A-Z_]+=.*"))
                .toList();
        assertThat(example.stream().map(line -> line.replaceAll("=.*", "")))
                .containsExactlyInAnyOrderElementsOf(matches(ASKED, compose));
        assertThat(example.stream()
                        .filter(line ->
                                SECRET.matcher(line.replaceAll("=.*", "")).matches()))
                .hasSize(4)
                .allMatch(line -> line.endsWith("="));
        assertThat(read(".gitignore").lines()).contains("/.env");
    }

    @Test
    void the_application_waits_for_a_sound_database_and_what_they_have_is_kept_in_volumes() {
        assertThat(services.at("/siyu/depends_on/database/condition").asString())
                .isEqualTo("service_healthy");
        assertThat(services.at("/database/image").asString()).isEqualTo("postgres:18");
        assertThat(services.at("/database").has("healthcheck")).isTrue();
        assertThat(services.at("/database/volumes/0").asString()).isEqualTo("database:/var/lib/postgresql");
        assertThat(services.at("/siyu/volumes/0").asString()).isEqualTo("siyu-data:/var/lib/siyu");
        String dockerfile = services.at("/siyu/build/dockerfile").asString();
        assertThat(read(dockerfile))
                .contains("ENV SIYU_DATA_DIR=/var/lib/siyu", "VOLUME /var/lib/siyu", "HEALTHCHECK", "USER siyu");
    }

    @Test
    void the_workflow_runs_the_build_on_both_databases() {
        JsonNode verify = JSON.valueToTree(new Yaml().load(read(".github/workflows/verify.yml")))
                .at("/jobs/verify");
        assertThat(verify.at("/strategy/matrix/database").toString()).isEqualTo("[\"embedded\",\"testcontainers\"]");
        assertThat(verify.get("steps").toString()).contains("mvn -B -ntp verify -Dsiyu.test.db=");
    }

    /** Whatever stands in the sources as a setting, written as an environment variable. */
    private static Set<String> ours() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            return sources.filter(Files::isRegularFile)
                    .flatMap(source -> matches(OURS, read(source.toString())).stream())
                    .map(ComposeTests::variable)
                    .collect(Collectors.toSet());
        }
    }

    private static Set<String> springs() throws IOException {
        Set<String> names = new TreeSet<>();
        ClassLoader loader = ComposeTests.class.getClassLoader();
        for (URL one : Collections.list(loader.getResources("META-INF/spring-configuration-metadata.json"))) {
            try (InputStream metadata = one.openStream()) {
                JSON.readTree(metadata)
                        .path("properties")
                        .forEach(property ->
                                names.add(variable(property.path("name").asString())));
            }
        }
        return names;
    }

    private static String variable(String setting) {
        return setting.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
    }

    private static Set<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(one -> one.group(one.groupCount()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
