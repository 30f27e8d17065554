package io.siyu.mall.payment;

import io.siyu.gateway.pay.ForgedNoticeException;
import io.siyu.gateway.pay.Notice;
import io.siyu.gateway.pay.PaymentChannel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Where the channel tells us about money. It repeats itself until it is answered with success. */
@RestController
class PaymentNoticeController {

    private static final Logger log = LoggerFactory.getLogger(PaymentNoticeController.class);

    /** Many times what a notification takes; read before anything is checked, so it must not be much. */
    private static final int MOST_BYTES = 64 * 1024;

    private final PaymentChannel channel;
    private final Notices notices;

    PaymentNoticeController(PaymentChannel channel, Notices notices) {
        this.channel = channel;
        this.notices = notices;
    }

    record Answer(String code, String message) {}

    @PostMapping("/callbacks/wechatpay")
    ResponseEntity<Answer> tell(@RequestHeader Map<String, String> headers, InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            return ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE).body(new Answer("FAIL", "too large"));
        }
        Notice notice;
        try {
            notice = channel.verify(headers, new String(bytes, StandardCharsets.UTF_8));
        } catch (ForgedNoticeException e) {
            log.warn("A notification of a payment was refused: {}", e.getMessage());
            return ResponseEntity.status(HttpStatus.UNAUTHORIZED).body(new Answer("FAIL", "not verified"));
        }
        return switch (notices.take(notice)) {
            case APPLIED, KNOWN_ALREADY -> ResponseEntity.noContent().build();
            case WRONG_AMOUNT, NOT_OURS ->
                ResponseEntity.badRequest().body(new Answer("FAIL", "does not fit our books"));
        };
    }
}
