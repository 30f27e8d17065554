package io.siyu.reach.channel.welcome;

import io.siyu.gateway.wecom.Media;
import io.siyu.reach.channel.HourRule;
import io.siyu.reach.channel.WelcomePiece;
import io.siyu.reach.channel.WelcomePlan;
import io.siyu.reach.channel.remark.RemarkWords;
import io.siyu.shared.DomainException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What WeChat Work takes as a welcome, told at the field before somebody relies on it. */
@Component
public class WelcomeChecks {

    /** The platform's 4,000 bytes, less room for the two names. */
    private static final int MOST_BYTES = 3_600;

    private static final int MOST_PIECES = 9;
    private static final int MOST_WINDOWS = 20;
    private static final int LONGEST_URL = 2_048;
    private static final int LONGEST_TITLE = 40;

    private final WelcomeMedia media;

    WelcomeChecks(WelcomeMedia media) {
        this.media = media;
    }

    /**
     * @param at the field of the body that holds the plan: {@code welcome}
     * @throws DomainException at the field that does not fit
     */
    public void check(String text, WelcomePlan plan, String at) {
        words(text, "welcomeText");
        pieces(plan.attachments(), at + ".attachments");
        if (plan.windows().size() > MOST_WINDOWS) {
            throw DomainException.invalid(at + ".windows", "channel.too_many_windows", MOST_WINDOWS);
        }
        for (int i = 0; i < plan.windows().size(); i++) {
            window(plan.windows().get(i), at + ".windows[" + i + "]");
        }
    }

    /**
     * Of who came without a code there is nothing but words.
     *
     * @throws DomainException at the field that does not fit
     */
    void checkDefault(String text, WelcomePlan plan, String at) {
        for (int i = 0; i < plan.windows().size(); i++) {
            if (plan.windows().get(i).needsCode()) {
                throw DomainException.invalid(at + ".windows[" + i + "].text", "channel.window_needs_code");
            }
        }
        check(text, plan, at);
    }

    private void window(HourRule window, String at) {
        if (window.days().isEmpty()) {
            throw DomainException.invalid(at + ".days", "channel.window_without_days");
        }
        if (!window.greets() && !window.needsCode()) {
            throw DomainException.invalid(at + ".text", "channel.window_silent");
        }
        words(window.text(), at + ".text");
        pieces(window.attachments(), at + ".attachments");
        RemarkWords.checkPattern(window.remark(), at + ".remark");
    }

    private static void words(String text, String at) {
        if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw DomainException.invalid(at, "channel.welcome_too_long", MOST_BYTES / 3);
        }
    }

    private void pieces(List<WelcomePiece> pieces, String at) {
        if (pieces.size() > MOST_PIECES) {
            throw DomainException.invalid(at, "channel.too_many_attachments", MOST_PIECES);
        }
        List<Long> ids = new ArrayList<>();
        pieces.stream().map(WelcomePiece::mediaId).filter(Objects::nonNull).forEach(ids::add);
        Map<Long, Media.Kind> kinds = ids.isEmpty()
                ? Map.of()
                : media.kept(ids).stream().collect(Collectors.toMap(WelcomeMedia.Kept::id, WelcomeMedia.Kept::kind));
        for (int i = 0; i < pieces.size(); i++) {
            piece(pieces.get(i), kinds, at + "[" + i + "]");
        }
    }

    private static void piece(WelcomePiece piece, Map<Long, Media.Kind> kinds, String at) {
        switch (piece.kind()) {
            case LINK -> {
                required(piece.title(), at + ".title");
                address(piece.url(), at + ".url");
                if (piece.pictureUrl() != null && !piece.pictureUrl().isBlank()) {
                    address(piece.pictureUrl(), at + ".pictureUrl");
                }
            }
            case MINI_PROGRAM -> {
                required(piece.title(), at + ".title");
                required(piece.appId(), at + ".appId");
                required(piece.page(), at + ".page");
                file(piece, kinds, Media.Kind.IMAGE, at);
            }
            case IMAGE -> file(piece, kinds, Media.Kind.IMAGE, at);
            case VIDEO -> file(piece, kinds, Media.Kind.VIDEO, at);
            case FILE -> file(piece, kinds, Media.Kind.FILE, at);
        }
    }

    private static void file(WelcomePiece piece, Map<Long, Media.Kind> kinds, Media.Kind wanted, String at) {
        if (piece.mediaId() == null || kinds.get(piece.mediaId()) != wanted) {
            throw DomainException.invalid(at + ".mediaId", "channel.media_unknown");
        }
    }

    private static void required(@Nullable String text, String at) {
        if (text == null || text.isBlank()) {
            throw DomainException.invalid(at, "channel.attachment_incomplete");
        }
        if (at.endsWith(".title") && text.length() > LONGEST_TITLE) {
            throw DomainException.invalid(at, "channel.title_too_long", LONGEST_TITLE);
        }
    }

    private static void address(@Nullable String url, String at) {
        required(url, at);
        if (url == null || url.length() > LONGEST_URL || !isWeb(url)) {
            throw DomainException.invalid(at, "channel.address_invalid");
        }
    }

    private static boolean isWeb(String url) {
        try {
            URI uri = URI.create(url);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
