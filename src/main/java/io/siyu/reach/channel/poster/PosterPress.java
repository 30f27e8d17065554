package io.siyu.reach.channel.poster;

import io.siyu.foundation.file.FileStore;
import io.siyu.people.staff.Portraits;
import io.siyu.reach.channel.Codes;
import io.siyu.reach.channel.code.CodeRows;
import io.siyu.reach.channel.code.LiveCode;
import io.siyu.reach.channel.template.CodeOwner;
import io.siyu.reach.channel.template.CodeOwners;
import io.siyu.shared.StaffId;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.springframework.stereotype.Component;

/** Draws posters for codes: finds out what each says, and keeps font and pictures at hand while there is memory. */
@Component
class PosterPress {

    private final CodeRows rows;
    private final Codes codes;
    private final CodeOwners owners;
    private final Portraits portraits;
    private final FileStore files;
    private volatile SoftReference<PosterFont> font = new SoftReference<>(null);

    PosterPress(CodeRows rows, Codes codes, CodeOwners owners, Portraits portraits, FileStore files) {
        this.rows = rows;
        this.codes = codes;
        this.owners = owners;
        this.portraits = portraits;
        this.files = files;
    }

    /** What the posters of these codes say, by code; in the order of the codes, those that are gone left out. */
    Map<Long, PosterFields> fieldsOf(Collection<Long> codeIds) {
        Map<Long, LiveCode> there =
                rows.all(codeIds).stream().collect(Collectors.toMap(LiveCode::id, Function.identity()));
        List<LiveCode> found =
                codeIds.stream().map(there::get).filter(Objects::nonNull).toList();
        Map<Long, CodeOwner> known = owners.ofCodes(found);
        Map<StaffId, String> faces = portraits.of(known.values().stream()
                .map(CodeOwner::guide)
                .filter(Objects::nonNull)
                .map(guide -> guide.id())
                .toList());
        Map<Long, String> printed = codes.printed(found);
        Map<Long, PosterFields> fields = new LinkedHashMap<>();
        for (LiveCode code : found) {
            CodeOwner owner = known.getOrDefault(code.id(), CodeOwner.NOBODY);
            String face = owner.guide() == null ? null : faces.get(owner.guide().id());
            fields.put(code.id(), new PosterFields(printed.getOrDefault(code.id(), ""), code.name(), owner, face));
        }
        return fields;
    }

    /** One who paints several posters of a layout; pictures are read once. */
    PosterPainter painter() {
        Map<String, Optional<BufferedImage>> seen = new LinkedHashMap<>();
        return new PosterPainter(font(), path -> seen.computeIfAbsent(path, this::picture));
    }

    byte[] png(PosterLayout layout, PosterFields fields) {
        return PosterPng.of(painter().paint(layout, fields, layout.dpi()), layout.dpi());
    }

    private Optional<BufferedImage> picture(String path) {
        return files.content(path).map(content -> {
            try {
                return ImageIO.read(new ByteArrayInputStream(content));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private PosterFont font() {
        PosterFont kept = font.get();
        if (kept == null) {
            kept = PosterFont.load();
            font = new SoftReference<>(kept);
        }
        return kept;
    }
}
