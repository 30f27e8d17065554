package io.siyu.sandbox.work;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody of the corporation.
 *
 * @param status 1 active, 2 disabled, 4 not activated, 5 left
 * @param contacts may have customers
 * @param verified known by their real name
 * @param visible in the app's visible range
 */
public record Member(
        String userid,
        String name,
        String position,
        @Nullable String mobile,
        int status,
        boolean contacts,
        boolean verified,
        boolean visible,
        List<Long> departments) {

    public static final int ACTIVE = 1;
    public static final int LEFT = 5;

    public boolean active() {
        return status == ACTIVE;
    }
}
