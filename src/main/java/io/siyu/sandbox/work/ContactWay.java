package io.siyu.sandbox.work;

import java.time.Instant;
import java.util.List;

/**
 * A "contact me" code.
 *
 * @param type 1 one member, 2 several
 * @param scene 1 mini-program plug-in, 2 QR code
 */
public record ContactWay(
        String configId,
        int type,
        int scene,
        int style,
        String remark,
        boolean skipVerify,
        String state,
        List<String> users,
        List<Long> parties,
        Instant createdAt) {}
