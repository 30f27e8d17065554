package io.siyu.reach.channel.landing;

import io.siyu.reach.channel.admission.Admission;
import io.siyu.reach.channel.admission.Admissions;
import org.springframework.stereotype.Component;

/** A visitor opened a code: who takes them in, and what they see. */
@Component
public class Scans {

    private final Admissions admissions;

    Scans(Admissions admissions) {
        this.admissions = admissions;
    }

    /** @param visitor the random id in the visitor's cookie */
    public Landing scan(String publicCode, String visitor) {
        return switch (admissions.admit(publicCode, visitor)) {
            case Admission.Taken taken ->
                new Landing.Guide(taken.code(), taken.guide(), taken.scanId(), taken.qrUrl(), taken.again());
            case Admission.Soon() -> new Landing.Soon();
            case Admission.Nobody nobody -> new Landing.Nobody(nobody.code());
            case Admission.Closed() -> new Landing.Closed();
            case Admission.Busy() -> new Landing.Busy();
        };
    }
}
