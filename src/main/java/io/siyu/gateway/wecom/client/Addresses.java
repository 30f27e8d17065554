package io.siyu.gateway.wecom.client;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads from a refusal the address that the platform saw, so that whoever is to trust it need not look for it. */
public final class Addresses {

    private static final Pattern ADDRESS = Pattern.compile("from ip:? *([0-9a-fA-F.:]*[0-9a-fA-F])");

    private Addresses() {}

    /** {@code ?} where it does not say. */
    public static String seen(String errmsg) {
        Matcher matcher = ADDRESS.matcher(errmsg);
        return matcher.find() ? matcher.group(1) : "?";
    }
}
