package io.siyu.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Decides whether the platforms are simulated, and if so points every gateway at them: the application then has a
 * corporation, a mini-program and a merchant of its own without anybody having applied for one.
 */
class SandboxEnvironment implements EnvironmentPostProcessor, Ordered {

    static final String PAY_HOST = "fake.mch.weixin.qq.com";
    private static final int USUAL_PORT = 8090;

    /** What only a real platform gives away: one of these beside the sandbox is a mistake that could cost money. */
    private static final List<String> CREDENTIALS = List.of(
            "siyu.wecom.corp-id",
            "siyu.wecom.secret",
            "siyu.wecom.callback-token",
            "siyu.wecom.callback-aes-key",
            "siyu.wechat.mini.app-id",
            "siyu.wechat.mini.secret",
            "siyu.wechat.official.app-id",
            "siyu.wechat.official.secret",
            "siyu.wechatpay.mch-id",
            "siyu.wechatpay.merchant-serial",
            "siyu.wechatpay.merchant-private-key",
            "siyu.wechatpay.api-v3-key");

    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 1;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        boolean on = environment.getProperty("siyu.sandbox", Boolean.class, !has(environment, "spring.datasource.url"));
        Map<String, Object> contributed = new LinkedHashMap<>();
        contributed.put("siyu.sandbox", on);
        if (on) {
            refuseRealCredentials(environment);
            int port = port(environment.getProperty("siyu.sandbox.port", Integer.class, USUAL_PORT));
            contributed.put("siyu.sandbox.port", port);
            Path dataDir = Path.of(environment.getProperty("siyu.data-dir", "./data"));
            contributed.put("siyu.sandbox.oauth-domains", domains(environment));
            properties(SandboxKeys.of(dataDir), port, domains(environment)).forEach((name, value) -> {
                if (!has(environment, name)) {
                    contributed.put(name, value);
                }
            });
        }
        environment.getPropertySources().addFirst(new MapPropertySource("siyuSandbox", contributed));
    }

    private static void refuseRealCredentials(ConfigurableEnvironment environment) {
        for (String name : CREDENTIALS) {
            if (has(environment, name)) {
                throw new IllegalStateException("The sandbox does not start beside real credentials: " + name
                        + " is configured. Set siyu.sandbox=false to use it, or remove it to play.");
            }
        }
    }

    /** Where the phones' browsers may be sent back to. */
    private static String domains(ConfigurableEnvironment environment) {
        String publicUrl = environment.getProperty("siyu.public-url", "");
        String host = publicUrl.isBlank() ? null : URI.create(publicUrl.strip()).getHost();
        return "127.0.0.1,localhost" + (host == null ? "" : "," + host);
    }

    private static Map<String, Object> properties(SandboxKeys keys, int port, String domains) {
        Map<String, Object> properties = new LinkedHashMap<>();
        String base = "http://127.0.0.1:" + port;
        properties.put("siyu.wecom.base-url", base);
        properties.put("siyu.wecom.corp-id", keys.corpId());
        properties.put("siyu.wecom.agent-id", keys.agentId());
        properties.put("siyu.wecom.secret", keys.corpSecret());
        properties.put("siyu.wecom.callback-token", keys.callbackToken());
        properties.put("siyu.wecom.callback-aes-key", keys.callbackAesKey());
        properties.put("siyu.wechat.mini.base-url", base);
        properties.put("siyu.wechat.mini.app-id", keys.miniAppId());
        properties.put("siyu.wechat.mini.secret", keys.miniSecret());
        properties.put("siyu.wechat.official.base-url", base);
        properties.put("siyu.wechat.official.open-url", base);
        properties.put("siyu.wechat.official.app-id", keys.officialAppId());
        properties.put("siyu.wechat.official.secret", keys.officialSecret());
        properties.put("siyu.wechat.official.domains", domains);
        properties.put("siyu.wechatpay.base-url", "http://" + PAY_HOST + ":" + port);
        properties.put("siyu.wechatpay.loopback-host", PAY_HOST);
        properties.put("siyu.wechatpay.app-id", keys.miniAppId());
        properties.put("siyu.wechatpay.mch-id", keys.merchantId());
        properties.put("siyu.wechatpay.merchant-serial", keys.merchantSerial());
        properties.put("siyu.wechatpay.merchant-private-key", keys.merchantPrivateKeyPem());
        properties.put("siyu.wechatpay.platform-public-key", keys.platformPublicKeyPem());
        properties.put("siyu.wechatpay.platform-public-key-id", keys.platformPublicKeyId());
        properties.put("siyu.wechatpay.api-v3-key", keys.apiV3Key());
        return properties;
    }

    private static boolean has(ConfigurableEnvironment environment, String name) {
        String value = environment.getProperty(name);
        return value != null && !value.isBlank();
    }

    /** The gateways learn the address before the server listens, so a free port is found by taking one and giving it back. */
    private static int port(int wanted) {
        if (wanted != 0) {
            return wanted;
        }
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No free port for the sandbox's platforms", e);
        }
    }
}
