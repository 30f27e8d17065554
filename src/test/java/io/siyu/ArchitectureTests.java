package io.siyu;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.siyu.foundation.crypto.Encrypted;
import io.siyu.foundation.crypto.Vault;
import jakarta.annotation.Resource;
import jakarta.persistence.Entity;
import jakarta.persistence.PersistenceContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.data.repository.Repository;
import org.springframework.stereotype.Controller;

/** The rules of the house that neither compiler nor Modulith knows; the floors themselves are in {@link Floors}. */
class ArchitectureTests {

    private static final JavaClasses SIYU = new ClassFileImporter().importPath("target/classes");

    private static final Pattern SQL_CLOCK = Pattern.compile(
            "\\b(now\\s*\\(|current_timestamp|current_date|localtimestamp|clock_timestamp|statement_timestamp"
                    + "|transaction_timestamp)",
            Pattern.CASE_INSENSITIVE);

    @Test
    void code_stands_on_its_own_floor_and_those_below() {
        holds(classes().should(Floors.standOnlyOnWhatIsBelow()));
    }

    @Test
    void nobody_imports_the_platform_or_the_sandbox() {
        holds(noClasses()
                .that()
                .resideOutsideOfPackage("io.siyu.platform..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.siyu.platform..")));
        holds(noClasses()
                .that()
                .resideOutsideOfPackage("io.siyu.sandbox..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.siyu.sandbox..")));
    }

    @Test
    void the_sandbox_talks_to_the_product_by_http_only() {
        holds(noClasses()
                .that()
                .resideInAPackage("io.siyu.sandbox..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.siyu..")
                        .and(resideInAnyPackage("io.siyu.sandbox..", "io.siyu.shared..", "io.siyu.foundation.job..")
                                .negate())));
    }

    @Test
    void only_gateways_see_the_platforms_libraries() {
        holds(noClasses()
                .that()
                .resideOutsideOfPackage("io.siyu.gateway..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("me.chanjar..", "cn.binarywang..", "com.github.binarywang..", "com.alipay.."));
    }

    @Test
    void names_say_what_a_thing_is_not_which_layer_it_is_in() {
        holds(noClasses()
                .should()
                .haveNameMatching(".*(Service|Impl|Utils?|Helper|Manager|D[Tt][Oo]|V[Oo]|B[Oo]|Common|Base)(\\$.*)?"));
        holds(noClasses()
                .should()
                .resideInAnyPackage(
                        "..service..",
                        "..impl..",
                        "..util..",
                        "..utils..",
                        "..helper..",
                        "..manager..",
                        "..dto..",
                        "..vo..",
                        "..bo..",
                        "..common..",
                        "..entity..",
                        "..controller..",
                        "..repository.."));
    }

    @Test
    void what_a_class_needs_comes_through_its_constructor() {
        Stream.of(Autowired.class, Value.class, Resource.class, PersistenceContext.class)
                .forEach(annotation -> holds(noFields().should().beAnnotatedWith(annotation)));
        holds(methods().that().areAnnotatedWith(Autowired.class).should().haveNameMatching("<init>"));
    }

    @Test
    void time_comes_from_the_injected_clock() {
        holds(noClasses()
                .that()
                .resideOutsideOfPackages("io.siyu.platform..", "io.siyu.sandbox..")
                .should()
                .callMethodWhere(WebRules.readsTheWallClock()));
    }

    @Test
    void nobody_reaches_past_a_modules_face() {
        holds(classes().that().areMetaAnnotatedWith(Controller.class).should().notBePublic());
        holds(classes().that().areAnnotatedWith(Entity.class).should().notBePublic());
        holds(classes().that(assignableTo(Repository.class)).should().notBePublic());
    }

    @Test
    void every_endpoint_of_the_console_asks_for_a_permission() {
        holds(methods().should(WebRules.askForAPermissionUnder("/api/admin")));
    }

    @Test
    void whoever_changes_something_in_the_console_leaves_an_entry_in_the_audit() {
        assertThat(AuditRules.unaudited(SIYU))
                .contains("POST /api/admin/segments/count")
                .isSubsetOf(AuditRules.NOT_AUDITED.keySet());
    }

    @Test
    void every_audited_action_has_a_name_that_people_read() throws IOException {
        assertThat(AuditRules.wordless()).isEmpty();
    }

    @Test
    void whoever_seals_something_says_where_it_lies_so_that_the_key_can_be_changed() {
        Set<String> known = SIYU.stream()
                .filter(type -> type.isAssignableTo(Encrypted.class) && !type.isInterface())
                .map(JavaClass::getPackageName)
                .collect(Collectors.toSet());
        holds(noClasses()
                .that(describe("lie outside " + known, type -> !known.contains(type.getPackageName())))
                .and()
                .resideOutsideOfPackage("io.siyu.foundation.crypto")
                .should()
                .callMethod(Vault.class, "seal", String.class));
    }

    @Test
    void only_the_news_of_money_is_heard_inside_the_speakers_transaction() {
        holds(methods().that().areAnnotatedWith(EventListener.class).should(WebRules.hearOnlyTheNewsOfMoney()));
    }

    @Test
    void no_java_file_is_longer_than_300_lines() throws IOException {
        assertThat(filesWhere(".java", file -> lines(file).size() > 300, "src/main/java", "src/test/java"))
                .isEmpty();
    }

    /** Bean validation does not look there: {@code Draft.@NotNull Kind kind} lets null through, {@code @NotNull Kind kind} does not. */
    @Test
    void no_constraint_stands_inside_the_name_of_a_type() throws IOException {
        Pattern ignored = Pattern.compile("^\\s*[A-Z]\\w*\\.@(?!Nullable)[A-Z]");
        assertThat(filesWhere(
                        ".java",
                        file -> lines(file).stream()
                                .anyMatch(line -> ignored.matcher(line).find()),
                        "src/main/java"))
                .isEmpty();
    }

    @Test
    void migrations_are_told_the_time() throws IOException {
        assertThat(filesWhere(
                        ".sql",
                        file -> lines(file).stream()
                                .map(line -> line.replaceFirst("--.*", ""))
                                .anyMatch(line -> SQL_CLOCK.matcher(line).find()),
                        "src/main/resources/db/migration"))
                .isEmpty();
    }

    private static void holds(ArchRule rule) {
        rule.allowEmptyShould(true).check(SIYU);
    }

    private static List<Path> filesWhere(String suffix, Predicate<Path> bad, String... roots) throws IOException {
        List<Path> found = new java.util.ArrayList<>();
        for (String root : roots) {
            try (Stream<Path> files = Files.walk(Path.of(root))) {
                files.filter(file -> file.toString().endsWith(suffix))
                        .filter(bad)
                        .forEach(found::add);
            }
        }
        return found;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
