package io.siyu.sandbox;

import io.siyu.sandbox.wire.Rsa;
import io.siyu.shared.RandomCode;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Properties;

/** The identities and secrets of the simulated corporation, mini-program and merchant: made once, kept beside the data. */
public final class SandboxKeys {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Properties values;

    private SandboxKeys(Properties values) {
        this.values = values;
    }

    /** Reads the keys of this data folder, making them on the first start. Safe when two processes start together. */
    static SandboxKeys of(Path dataDir) {
        Path file = dataDir.resolve("keys").resolve("sandbox.properties");
        try {
            if (!Files.exists(file)) {
                write(file, generate());
            }
            Properties values = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                values.load(reader);
            }
            return new SandboxKeys(values);
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox cannot keep its keys in " + file, e);
        }
    }

    public String corpId() {
        return value("corp-id");
    }

    public int agentId() {
        return Integer.parseInt(value("agent-id"));
    }

    public String corpSecret() {
        return value("corp-secret");
    }

    public String callbackToken() {
        return value("callback-token");
    }

    public String callbackAesKey() {
        return value("callback-aes-key");
    }

    public String miniAppId() {
        return value("mini-app-id");
    }

    public String miniSecret() {
        return value("mini-secret");
    }

    /** Derived, so that folders from before there was one have it too. */
    public String officialAppId() {
        return "wx" + derived("official " + miniAppId(), 8);
    }

    public String officialSecret() {
        return derived("official " + miniSecret(), 16);
    }

    public String merchantId() {
        return value("merchant-id");
    }

    public String merchantSerial() {
        return value("merchant-serial");
    }

    /** PKCS#8, PEM: what a merchant keeps to itself. */
    String merchantPrivateKeyPem() {
        return value("merchant-private-key");
    }

    public PublicKey merchantPublicKey() {
        return Rsa.publicKey(value("merchant-public-key"));
    }

    public PrivateKey platformPrivateKey() {
        return Rsa.privateKey(value("platform-private-key"));
    }

    String platformPublicKeyPem() {
        return value("platform-public-key");
    }

    public String platformPublicKeyId() {
        return value("platform-public-key-id");
    }

    public String apiV3Key() {
        return value("api-v3-key");
    }

    private String value(String name) {
        String value = values.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("data-dir/keys/sandbox.properties lacks " + name);
        }
        return value;
    }

    private static Properties generate() {
        Properties made = new Properties();
        made.setProperty("corp-id", "ww" + hex(8));
        made.setProperty("agent-id", "1000002");
        made.setProperty("corp-secret", RandomCode.letters(43));
        made.setProperty("callback-token", RandomCode.letters(20));
        made.setProperty("callback-aes-key", aesKey());
        made.setProperty("mini-app-id", "wx" + hex(8));
        made.setProperty("mini-secret", hex(16));
        String merchantId = "16" + RandomCode.digits(8);
        made.setProperty("merchant-id", merchantId);
        made.setProperty("merchant-serial", hex(20).toUpperCase(Locale.ROOT));
        KeyPair merchant = Rsa.newPair();
        made.setProperty("merchant-private-key", Rsa.pem(merchant.getPrivate()));
        made.setProperty("merchant-public-key", Rsa.pem(merchant.getPublic()));
        KeyPair platform = Rsa.newPair();
        made.setProperty("platform-private-key", Rsa.pem(platform.getPrivate()));
        made.setProperty("platform-public-key", Rsa.pem(platform.getPublic()));
        made.setProperty("platform-public-key-id", "PUB_KEY_ID_01" + merchantId + RandomCode.digits(20));
        made.setProperty("api-v3-key", RandomCode.letters(32));
        return made;
    }

    private static void write(Path file, Properties values) throws IOException {
        Path folder = file.getParent();
        Files.createDirectories(folder);
        Path draft = Files.createTempFile(folder, "sandbox", ".new");
        try {
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
            }
            try (Writer writer = Files.newBufferedWriter(draft)) {
                values.store(writer, "Keys of the simulated platforms. Worthless outside this installation.");
            }
            // A link, unlike a move, never replaces what another process has just put there.
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // The other process won; its keys are read instead.
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Always the same for the same text, in hexadecimal. */
    public static String derived(String text, int bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String hex(int bytes) {
        return HexFormat.of().formatHex(random(bytes));
    }

    private static String aesKey() {
        return Base64.getEncoder().withoutPadding().encodeToString(random(32));
    }

    private static byte[] random(int bytes) {
        byte[] drawn = new byte[bytes];
        RANDOM.nextBytes(drawn);
        return drawn;
    }
}
