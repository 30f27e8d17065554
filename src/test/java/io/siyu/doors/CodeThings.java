package io.siyu.doors;

import io.siyu.shared.RandomCode;
import java.util.List;
import java.util.Map;

/** What hangs on live codes, for the matrices to knock at. */
public final class CodeThings {

    private CodeThings() {}

    public static Map<String, ?> poster() {
        return Map.of("name", "台卡" + RandomCode.letters(6), "layout", layout());
    }

    public static Map<String, ?> layout() {
        Map<String, ?> code = Map.of("type", "code", "frame", Map.of("x", 20, "y", 20, "w", 40, "h", 40));
        return Map.of("widthMm", 100, "heightMm", 100, "background", "#ffffff", "elements", List.of(code));
    }

    /** Of no store of its own, and no rule for new ones. */
    public static Map<String, ?> template() {
        return Map.of(
                "name",
                "模板" + RandomCode.letters(6),
                "target",
                "STORE",
                "automatic",
                false,
                "code",
                Map.of("name", "{门店}", "guides", List.of()));
    }
}
