package io.siyu.sandbox.pay;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Times as WeChat Pay writes them: {@code 2026-03-02T10:00:00+08:00}. */
final class PayTimes {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private PayTimes() {}

    static String text(Instant instant) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                instant.truncatedTo(ChronoUnit.SECONDS).atZone(CHINA));
    }

    static Instant parse(String field, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw PayRefusal.badParameter("参数 " + field + " 不是 RFC 3339 格式的时间");
        }
    }
}
