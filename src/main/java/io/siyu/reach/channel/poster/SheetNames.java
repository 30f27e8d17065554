package io.siyu.reach.channel.poster;

import io.siyu.people.staff.Store;

/** What a poster's file is called: by its store, so that a printer's parcels find their way; safe on every system. */
final class SheetNames {

    private static final int LONGEST = 80;

    private SheetNames() {}

    /** Without the ending: {@code SH001 人民路店 周立春 收银台}. */
    static String of(PosterFields fields) {
        Store store = fields.owner().store();
        String code = store == null ? "" : store.code();
        String place = unlessIn(fields.codeName(), fields.owner().storeName());
        String guide = unlessIn(fields.codeName(), fields.owner().guideName());
        String name = safe(String.join(" ", code, place, guide, fields.codeName()));
        return name.isEmpty() ? "poster" : name;
    }

    /** The code's own name often says it already. */
    private static String unlessIn(String codeName, String part) {
        return codeName.contains(part) ? "" : part;
    }

    /** No separators, control characters, leading dots, nor anything that Windows refuses; an even cut. */
    static String safe(String text) {
        String clean = text.replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", " ")
                .replaceAll("\\s+", " ")
                .replaceFirst("^[. ]+", "")
                .strip();
        int end = clean.offsetByCodePoints(0, Math.min(LONGEST, clean.codePointCount(0, clean.length())));
        return clean.substring(0, end).replaceFirst("[. ]+$", "");
    }
}
