#pragma once

#include "json/value.h"

#include <rapidcheck.h>

namespace Tests {

/// A random tree with the member names and values that trip scanners: quotes, escapes, brackets inside strings. To be
/// called inside a property.
inline Json::Value anyValue(int depth)
{
    const int choice = *rc::gen::inRange(0, depth > 0 ? 8 : 6);
    switch (choice) {
    case 0:
        return nullptr;
    case 1:
        return *rc::gen::arbitrary<bool>();
    case 2:
        return *rc::gen::arbitrary<int>();
    case 3:
        return double(*rc::gen::arbitrary<int>()) / 8;
    case 4:
    case 5:
        return *rc::gen::container<std::string>(
            rc::gen::element('"', '\\', '{', '}', '[', ']', ',', ':', 'a', '\n', ' '));
    case 6: {
        Json::Value array = Json::Value::array();
        for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
            array.push_back(anyValue(depth - 1));
        }
        return array;
    }
    default: {
        Json::Value object = Json::Value::object();
        for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
            object[*rc::gen::container<std::string>(rc::gen::element('"', '\\', '{', 'k', 'e', 'y'))]
                = anyValue(depth - 1);
        }
        return object;
    }
    }
}

} // namespace Tests
