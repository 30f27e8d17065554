package io.siyu.journey.weather;

import io.siyu.shared.RandomCode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/** The body of a notification of WeChat Pay around what it tells. */
final class SealedNotice {

    private static final JsonMapper JSON = JsonMapper.shared();

    private SealedNotice() {}

    static String of(String inside, String key) {
        String nonce = RandomCode.letters(12);
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "AES"),
                    new GCMParameterSpec(128, nonce.getBytes(StandardCharsets.UTF_8)));
            cipher.updateAAD("transaction".getBytes(StandardCharsets.UTF_8));
            String sealed = Base64.getEncoder().encodeToString(cipher.doFinal(inside.getBytes(StandardCharsets.UTF_8)));
            return JSON.writeValueAsString(Map.of(
                    "id",
                    "EV-" + RandomCode.digits(20),
                    "event_type",
                    "TRANSACTION.SUCCESS",
                    "resource_type",
                    "encrypt-resource",
                    "resource",
                    Map.of(
                            "algorithm",
                            "AEAD_AES_256_GCM",
                            "ciphertext",
                            sealed,
                            "nonce",
                            nonce,
                            "associated_data",
                            "transaction",
                            "original_type",
                            "transaction")));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
