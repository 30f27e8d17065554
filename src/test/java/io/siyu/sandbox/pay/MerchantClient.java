package io.siyu.sandbox.pay;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.sandbox.wire.Json;
import io.siyu.shared.RandomCode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A merchant's own signing and checking, written from the documentation of WeChat Pay v3. */
final class MerchantClient {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Environment environment;

    MerchantClient(Environment environment) {
        this.environment = environment;
    }

    String property(String name) {
        return environment.getRequiredProperty("siyu.wechatpay." + name);
    }

    HttpResponse<String> post(String path, Map<String, ?> body) throws Exception {
        return send("POST", path, JSON.writeValueAsString(body), true);
    }

    HttpResponse<String> get(String path) throws Exception {
        return send("GET", path, "", true);
    }

    HttpResponse<String> unsigned(String path) throws Exception {
        return send("GET", path, "", false);
    }

    /** The answer's JSON, after the platform's signature on it was found good. */
    JsonNode read(HttpResponse<String> response, int status) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(signed(response.headers(), response.body()))
                .as("the platform's signature")
                .isTrue();
        return response.body().isEmpty() ? Json.object() : Json.parse(response.body());
    }

    Map<String, Object> prepayBody(String outTradeNo, long totalFen, String openid, String notifyUrl) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("appid", property("app-id"));
        body.put("mchid", property("mch-id"));
        body.put("description", "春茶一罐");
        body.put("out_trade_no", outTradeNo);
        body.put("notify_url", notifyUrl);
        body.put("amount", Map.of("total", totalFen, "currency", "CNY"));
        body.put("payer", Map.of("openid", openid));
        return body;
    }

    /** What the page gives to the phone. */
    Map<String, Object> paymentCall(String prepayId, boolean confirm) throws Exception {
        String timeStamp = "1772416800";
        String nonce = RandomCode.letters(16);
        String packageValue = "prepay_id=" + prepayId;
        String message = property("app-id") + "\n" + timeStamp + "\n" + nonce + "\n" + packageValue + "\n";
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("appId", property("app-id"));
        call.put("timeStamp", timeStamp);
        call.put("nonceStr", nonce);
        call.put("package", packageValue);
        call.put("signType", "RSA");
        call.put("paySign", sign(message));
        call.put("confirm", confirm);
        return call;
    }

    boolean signed(HttpHeaders headers, String body) throws Exception {
        String message =
                header(headers, "Wechatpay-Timestamp") + "\n" + header(headers, "Wechatpay-Nonce") + "\n" + body + "\n";
        if (!header(headers, "Wechatpay-Serial").equals(property("platform-public-key-id"))) {
            return false;
        }
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(KeyFactory.getInstance("RSA")
                .generatePublic(new X509EncodedKeySpec(der(property("platform-public-key")))));
        signature.update(message.getBytes(StandardCharsets.UTF_8));
        return signature.verify(Base64.getDecoder().decode(header(headers, "Wechatpay-Signature")));
    }

    JsonNode opened(JsonNode resource) throws Exception {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        byte[] nonce = resource.path("nonce").asString().getBytes(StandardCharsets.UTF_8);
        byte[] key = property("api-v3-key").getBytes(StandardCharsets.UTF_8);
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(resource.path("associated_data").asString().getBytes(StandardCharsets.UTF_8));
        byte[] sealed = Base64.getDecoder().decode(resource.path("ciphertext").asString());
        return Json.parse(new String(cipher.doFinal(sealed), StandardCharsets.UTF_8));
    }

    private HttpResponse<String> send(String method, String path, String body, boolean signed) throws Exception {
        // The client cannot resolve the pay host; the port is the same, and the host is no part of the signature.
        URI base = URI.create(property("base-url"));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + base.getPort() + path));
        request.header("Content-Type", "application/json")
                .method(
                        method,
                        method.equals("GET")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (signed) {
            request.header("Authorization", authorization(method, path, body));
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private String authorization(String method, String path, String body) throws Exception {
        String timestamp = "1772416800";
        String nonce = RandomCode.letters(32);
        String message = method + "\n" + path + "\n" + timestamp + "\n" + nonce + "\n" + body + "\n";
        return "WECHATPAY2-SHA256-RSA2048 mchid=\"" + property("mch-id") + "\",nonce_str=\"" + nonce
                + "\",timestamp=\"" + timestamp + "\",serial_no=\"" + property("merchant-serial") + "\",signature=\""
                + sign(message) + "\"";
    }

    private String sign(String message) throws Exception {
        PrivateKey key = KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(der(property("merchant-private-key"))));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(message.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(signature.sign());
    }

    private static byte[] der(String pem) {
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    }

    private static String header(HttpHeaders headers, String name) {
        @Nullable String value = headers.firstValue(name).orElse(null);
        return value == null ? "" : value;
    }
}
