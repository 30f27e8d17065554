/** Customer groups as WeChat Work last told them. Internal to the module; {@code Groups} is its face. */
@NullMarked
package io.siyu.people.relation.group;

import org.jspecify.annotations.NullMarked;
