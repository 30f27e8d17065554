package io.siyu.reach.channel.welcome;

import io.siyu.gateway.wecom.Attachment;
import io.siyu.gateway.wecom.Callback;
import io.siyu.gateway.wecom.Welcome;
import io.siyu.people.staff.StaffMember;
import io.siyu.reach.channel.WelcomeContributor.Addition;
import io.siyu.reach.channel.WelcomeContributor.NewFriend;
import io.siyu.reach.channel.WelcomePiece;
import io.siyu.reach.channel.WelcomePlan.Words;
import io.siyu.reach.channel.code.LiveCode;
import io.siyu.shared.BrandZone;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the words for a new friend: the code's of this hour, else the brand's, with names, files and what higher floors add. */
@Component
class WelcomeComposer {

    private static final int MOST_ATTACHMENTS = 9;
    private static final int MOST_BYTES = 4_000;

    private final WelcomeWords words;
    private final WelcomeMedia media;
    private final Additions additions;
    private final BrandZone zone;

    WelcomeComposer(WelcomeWords words, WelcomeMedia media, Additions additions, BrandZone zone) {
        this.words = words;
        this.media = media;
        this.additions = additions;
        this.zone = zone;
    }

    /**
     * @param left how many attachments stayed behind: not laid down with the platform, or beyond the ninth
     * @param missing who was to add something and did not in time
     */
    record Composed(Welcome welcome, Optional<String> name, int left, List<String> missing) {}

    /** @param nameOf asked only when the words have the customer's name in them */
    Composed compose(
            Callback callback,
            Optional<LiveCode> code,
            Optional<StaffMember> guide,
            Supplier<Optional<String>> nameOf) {
        // By when they became friends, as tags and remark are, so that all is of one hour and a second attempt says the
        // same.
        LocalDateTime moment = LocalDateTime.ofInstant(callback.occurredAt(), zone.zone());
        Words said = code.map(one -> one.welcome().at(moment, one.welcomeText()))
                .filter(own -> !own.silent())
                .orElseGet(() -> words.brandDefault(moment));
        Optional<String> name = WelcomeWords.namesCustomer(said.text()) ? nameOf.get() : Optional.empty();
        StringBuilder text = new StringBuilder(WelcomeWords.fill(
                said.text(), name, guide.map(StaffMember::name).orElse("你的专属导购")));
        List<Attachment> pieces = sendable(said.attachments());
        int wanted = said.attachments().size();
        Additions.Gathered gathered = added(callback, code, guide);
        for (Addition addition : gathered.additions()) {
            append(text, addition.line());
            pieces.addAll(addition.attachments());
            wanted += addition.attachments().size();
        }
        List<Attachment> sent = pieces.subList(0, Math.min(MOST_ATTACHMENTS, pieces.size()));
        return new Composed(
                new Welcome(text.isEmpty() ? null : text.toString(), sent),
                name,
                wanted - sent.size(),
                gathered.missing());
    }

    private Additions.Gathered added(Callback callback, Optional<LiveCode> code, Optional<StaffMember> guide) {
        String externalUserId = callback.externalUserId();
        if (code.isEmpty() || guide.isEmpty() || externalUserId == null) {
            return Additions.Gathered.NOTHING;
        }
        return additions.to(
                new NewFriend(externalUserId, guide.get().id(), code.get().id()));
    }

    /** A line that the platform has no room for stays out whole. */
    private static void append(StringBuilder text, String line) {
        String longer = text.isEmpty() ? line : text + "\n" + line;
        if (longer.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES) {
            text.replace(0, text.length(), longer);
        }
    }

    private List<Attachment> sendable(List<WelcomePiece> pieces) {
        Map<Long, String> ready = media.ready(pieces.stream()
                .map(WelcomePiece::mediaId)
                .filter(Objects::nonNull)
                .toList());
        List<Attachment> sendable = new ArrayList<>();
        for (WelcomePiece piece : pieces) {
            Attachment attachment = attachment(piece, piece.mediaId() == null ? null : ready.get(piece.mediaId()));
            if (attachment != null) {
                sendable.add(attachment);
            }
        }
        return sendable;
    }

    /** @param mediaId what the platform calls its file; absent when it does not have it */
    private static @Nullable Attachment attachment(WelcomePiece piece, @Nullable String mediaId) {
        if (piece.kind() == WelcomePiece.Kind.LINK) {
            return new Attachment.Link(
                    Objects.requireNonNullElse(piece.title(), ""),
                    Objects.requireNonNullElse(piece.url(), ""),
                    piece.description(),
                    piece.pictureUrl());
        }
        if (mediaId == null) {
            return null;
        }
        return switch (piece.kind()) {
            case IMAGE -> new Attachment.Image(mediaId);
            case VIDEO -> new Attachment.Video(mediaId);
            case FILE -> new Attachment.Document(mediaId);
            case LINK, MINI_PROGRAM ->
                new Attachment.MiniProgram(
                        Objects.requireNonNullElse(piece.title(), ""),
                        Objects.requireNonNullElse(piece.appId(), ""),
                        Objects.requireNonNullElse(piece.page(), ""),
                        mediaId);
        };
    }
}
