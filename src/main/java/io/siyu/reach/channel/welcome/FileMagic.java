package io.siyu.reach.channel.welcome;

/** What a file is by its first bytes; its name counts for nothing. */
enum FileMagic {
    PNG(0, 0x89, 'P', 'N', 'G'),
    JPEG(0, 0xff, 0xd8, 0xff),
    MP4(4, 'f', 't', 'y', 'p');

    private final int at;
    private final int[] letters;

    FileMagic(int at, int... letters) {
        this.at = at;
        this.letters = letters;
    }

    boolean begins(byte[] content) {
        for (int i = 0; i < letters.length; i++) {
            if (at + i >= content.length || (content[at + i] & 0xff) != letters[i]) {
                return false;
            }
        }
        return true;
    }
}
