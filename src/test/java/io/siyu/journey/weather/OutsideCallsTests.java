package io.siyu.journey.weather;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The catalogue of calls is complete: found by reading the gateways, not by remembering. */
class OutsideCallsTests {

    private static final Path GATEWAYS = Path.of("src/main/java/io/siyu/gateway");
    private static final Pattern ADDRESS = Pattern.compile("\"(/(?:cgi-bin|sns)/[a-z0-9_/]+)\"");
    /** What we call without WxJava at WeChat itself. */
    private static final Set<OutsideCall> OFFICIAL_ACCOUNT = Set.of(OutsideCall.MINI_TOKEN, OutsideCall.PAGE_VISITOR);

    private static final String WXJAVA =
            "(com\\.github\\.binarywang\\.wxpay|cn\\.binarywang\\.wx|me\\.chanjar\\.weixin)\\.";

    @Test
    void every_address_of_wechat_and_wechat_work_in_the_gateways_is_in_the_catalogue() throws IOException {
        Set<String> used = new TreeSet<>();
        try (Stream<Path> files = Files.walk(GATEWAYS)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                ADDRESS.matcher(Files.readString(file))
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .forEach(used::add);
            }
        }
        Set<String> known = Arrays.stream(OutsideCall.values())
                .filter(call -> call.ofWeChatWork() || OFFICIAL_ACCOUNT.contains(call))
                .map(OutsideCall::path)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(used).isEqualTo(known);
    }

    @Test
    void nothing_else_of_wxjava_is_called_that_calls_the_outside() {
        JavaClasses gateways = new ClassFileImporter().importPackages("io.siyu.gateway");
        Set<String> calls = gateways.stream()
                .flatMap(each -> Stream.concat(
                        each.getMethodCallsFromSelf().stream(), each.getMethodReferencesFromSelf().stream()))
                .filter(call -> call.getTargetOwner().getName().matches(WXJAVA + ".*Service(Impl)?"))
                .map(OutsideCallsTests::named)
                .filter(call -> !call.matches(".*#(set|get[A-Z]\\w*Service|parse).*"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(calls)
                .containsExactlyInAnyOrder(
                        // with the addresses of the test above
                        "WxCpServiceImpl#get",
                        "WxCpServiceImpl#post",
                        // media/upload
                        "WxCpServiceImpl#execute",
                        "WxCpServiceImpl#getRequestHttpClient",
                        "BaseWxCpServiceImpl#getJsapiTicket",
                        // jscode2session, getuserphonenumber
                        "WxMaUserService#getSessionInfo",
                        "WxMaUserService#getPhoneNumber",
                        // prepay, query, close, refund, query of a refund
                        "WxPayService#createOrderV3",
                        "WxPayService#queryOrderV3",
                        "WxPayService#closeOrderV3",
                        "WxPayService#refundV3",
                        "WxPayService#refundQueryV3");
    }

    private static String named(JavaAccess<?> call) {
        return call.getTargetOwner().getSimpleName() + "#" + call.getTarget().getName();
    }
}
