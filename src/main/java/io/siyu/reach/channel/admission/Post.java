package io.siyu.reach.channel.admission;

import io.siyu.shared.StaffId;
import java.util.Collection;
import java.util.Comparator;

/** A guide at a code, whether or not they belong to its pool. */
record Post(long code, StaffId guide) implements Comparable<Post> {

    private static final Comparator<Post> BY_CODE = Comparator.comparingLong(Post::code)
            .thenComparingLong(post -> post.guide().value());

    @Override
    public int compareTo(Post other) {
        return BY_CODE.compare(this, other);
    }

    static long[] codes(Collection<Post> posts) {
        return posts.stream().mapToLong(Post::code).toArray();
    }

    static long[] guides(Collection<Post> posts) {
        return posts.stream().mapToLong(post -> post.guide().value()).toArray();
    }
}
