package io.siyu.gateway.wecom;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The corporation's departments and members, as far as our app may see them. */
@Component
public class Directory {

    public List<Department> departments() {
        throw new UnsupportedOperationException();
    }

    public List<Member> members() {
        throw new UnsupportedOperationException();
    }

    public Optional<Member> member(String userId) {
        throw new UnsupportedOperationException();
    }
}
